-- One change for many channels while it is put together and tried out. Submitted once an operation carries its id as its
-- request key; nothing here says so a second time. Secrets in it are ciphertext.
create table channel_change (
  id                  uuid primary key,
  connection_id       uuid not null references connection (id) on delete cascade,
  owner_id            text not null,
  owner_name          text not null,
  content             jsonb,
  shared              jsonb not null default '{}',
  state               text not null default 'open' check (state in ('open', 'planning', 'planned', 'failed')),
  plan                integer not null default 0,
  planned_at          timestamptz(3),
  account_default     text,
  error               text,
  parent_operation_id uuid,
  created_at          timestamptz(3) not null default now(),
  updated_at          timestamptz(3) not null default now()
);
create index channel_change_owner_idx on channel_change (owner_id, updated_at desc);

create table channel_change_item (
  change_id  uuid not null references channel_change (id) on delete cascade,
  channel_id text not null,
  position   integer not null,
  name       text not null,
  own        jsonb not null default '{}',
  is_removed boolean not null default false,
  plan       integer not null default 0,
  effect     text check (effect in ('change', 'same', 'blocked')),
  cause      text,
  detail     text,
  changes    jsonb not null default '[]',
  before     jsonb,
  after      jsonb,
  intent     jsonb,
  base       text,
  has_moved  boolean not null default false,
  reads      integer not null default 0,
  primary key (change_id, channel_id)
);

do $$
declare
  app text := coalesce(nullif(current_setting('countersign.app_role', true), ''), 'countersign_app');
begin
  execute format('grant select, insert, update, delete on channel_change, channel_change_item to %I', app);
end $$;
