-- Where somebody came from, newest first. The worker's own events have no address.
create index audit_event_ip_idx on audit_event (ip, occurred_at desc, seq desc) where ip is not null;

-- What was asked for shows the verdict its operation has by now: from a verdict to its operations.
create index operation_verdict_idx on operation (verdict, created_at desc) where verdict is not null;

create table audit_view (
  id         uuid primary key,
  owner_id   text not null references "user" (id) on delete cascade,
  name       text not null check (char_length(name) between 1 and 60),
  query      text not null check (char_length(query) <= 4000),
  is_shared  boolean not null default false,
  created_at timestamptz(3) not null default clock_timestamp(),
  updated_at timestamptz(3) not null default clock_timestamp(),
  unique (owner_id, name)
);
create index audit_view_shared_idx on audit_view (name) where is_shared;

do $$
declare
  app text := coalesce(nullif(current_setting('countersign.app_role', true), ''), 'countersign_app');
begin
  execute format('grant select, insert, update, delete on audit_view to %I', app);
end $$;
