-- What somebody is about to grant, kept while it is put together. Submitted once an operation carries the slip's id as its
-- request key; nothing here says so a second time.
create table slip (
  id                  uuid not null primary key,
  number              serial not null unique,
  version             integer not null default 1,
  connection_id       uuid not null,
  owner_id            text not null,
  owner_name          text not null,
  content             jsonb not null,
  drama_count         integer not null,
  licensee_count      integer not null,
  cell_count          integer not null,
  parent_operation_id uuid,
  discarded_at        timestamptz(3),
  created_at          timestamptz(3) not null default now(),
  updated_at          timestamptz(3) not null default now()
);
create index slip_owner_idx on slip (owner_id, updated_at desc) where discarded_at is null;

do $$
declare
  app text := coalesce(nullif(current_setting('countersign.app_role', true), ''), 'countersign_app');
begin
  execute format('grant select, insert, update, delete on slip to %I', app);
  execute format('grant usage, select on sequence slip_number_seq to %I', app);
end $$;
