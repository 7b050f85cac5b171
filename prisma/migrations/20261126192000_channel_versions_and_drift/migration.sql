-- A rollback names the version it restored; a channel is listed with the difference that is open on it.
alter table condition_version
  add column restored_number integer,
  add check (source in ('ours', 'outside', 'rollback', 'first_read', 'adopted'));

create table channel_drift (
  id                  uuid primary key,
  connection_id       uuid not null references connection (id) on delete cascade,
  channel_id          text not null,
  kind                text not null check (kind in ('opened', 'doors', 'values')),
  known_number        integer not null,
  found_number        integer not null,
  found_at            timestamptz(3) not null default clock_timestamp(),
  last_seen_at        timestamptz(3) not null default clock_timestamp(),
  event_id            uuid,
  closed_at           timestamptz(3),
  resolution          text check (resolution in ('adopted', 'operation', 'returned', 'replaced', 'gone')),
  closed_by_name      text,
  closed_reason       text,
  closed_operation_id uuid,
  check ((closed_at is null) = (resolution is null))
);
create unique index channel_drift_open_key on channel_drift (connection_id, channel_id) where closed_at is null;
create index channel_drift_open_idx on channel_drift (connection_id, found_at desc, id desc) where closed_at is null;
create index channel_drift_closed_idx on channel_drift (connection_id, closed_at desc, id desc) where closed_at is not null;
create index channel_drift_channel_idx on channel_drift (connection_id, channel_id, found_number);

create table channel_sweep (
  connection_id    uuid primary key references connection (id) on delete cascade,
  sweep_id         uuid,
  state            text not null default 'never' check (state in ('never', 'running', 'done', 'partial', 'failed')),
  started_at       timestamptz(3),
  beat_at          timestamptz(3),
  finished_at      timestamptz(3),
  last_full_at     timestamptz(3),
  channels_read    integer not null default 0,
  channels_expected integer,
  read_to          text,
  unreadable       text[] not null default '{}',
  found            integer not null default 0,
  error            text
);

do $$
declare
  app text := coalesce(nullif(current_setting('countersign.app_role', true), ''), 'countersign_app');
begin
  execute format('grant select, insert, update, delete on channel_drift, channel_sweep to %I', app);
end $$;
