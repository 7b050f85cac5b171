-- A change that is to be submitted at a set time, in the name of the person who set it.
create table channel_schedule (
  id           uuid primary key,
  change_id    uuid not null references channel_change (id) on delete cascade,
  connection_id uuid not null,
  person_id    text not null,
  person_name  text not null,
  due_at       timestamptz(3) not null,
  reason       text not null,
  if_moved     text not null check (if_moved in ('refuse', 'apply')),
  bases        jsonb not null,
  state        text not null default 'waiting' check (state in ('waiting', 'running', 'ran', 'missed', 'refused', 'cancelled')),
  cause        text,
  claimed_at   timestamptz(3),
  settled_at   timestamptz(3),
  operation_id uuid,
  created_at   timestamptz(3) not null default clock_timestamp()
);
create unique index channel_schedule_open_idx on channel_schedule (change_id) where state in ('waiting', 'running');
create index channel_schedule_due_idx on channel_schedule (due_at) where state in ('waiting', 'running');
create index channel_schedule_settled_idx on channel_schedule (settled_at desc) where settled_at is not null;

do $$
declare
  app text := coalesce(nullif(current_setting('countersign.app_role', true), ''), 'countersign_app');
begin
  execute format('grant select, insert, update on channel_schedule to %I', app);
end $$;
