-- How far the reading of an account's channel list has come, and how the last one ended.
create table channel_sync (
  connection_id uuid primary key references connection (id) on delete cascade,
  state         text not null check (state in ('running', 'done', 'failed')),
  read          integer not null default 0,
  expected      integer,
  started_at    timestamptz(3) not null,
  beat_at       timestamptz(3) not null,
  finished_at   timestamptz(3),
  error         text
);

do $$
declare
  app text := coalesce(nullif(current_setting('countersign.app_role', true), ''), 'countersign_app');
begin
  execute format('grant select, insert, update, delete on channel_sync to %I', app);
end $$;
