-- What each grant ought to be by our own knowledge, beside "grant", which is what the upstream last said.
create table known_grant (
  connection_id uuid not null references connection (id) on delete cascade,
  appid         text not null,
  drama_id      text not null,
  is_held       boolean not null,
  expires_at    timestamptz(0),
  source        text not null check (source in ('first_read', 'operation', 'adopted')),
  operation_id  uuid,
  person_name   text,
  known_at      timestamptz(3) not null,
  primary key (connection_id, appid, drama_id)
);

create table grant_drift (
  id               uuid primary key,
  connection_id    uuid not null references connection (id) on delete cascade,
  appid            text not null,
  drama_id         text not null,
  kind             text not null check (kind in ('missing', 'foreign', 'expiry')),
  known_held       boolean not null,
  known_expires_at timestamptz(0),
  known_source     text,
  known_operation_id uuid,
  known_person_name text,
  known_at         timestamptz(3),
  found_held       boolean not null,
  found_expires_at timestamptz(0),
  found_granted_at timestamptz(0),
  found_at         timestamptz(3) not null,
  last_seen_at     timestamptz(3) not null,
  event_id         uuid,
  closed_at        timestamptz(3),
  resolution       text check (resolution in ('adopted', 'operation', 'returned', 'lapsed', 'replaced')),
  closed_by_name   text,
  closed_reason    text,
  closed_operation_id uuid,
  check ((closed_at is null) = (resolution is null))
);
create unique index grant_drift_open_key on grant_drift (connection_id, appid, drama_id) where closed_at is null;
create index grant_drift_open_idx on grant_drift (connection_id, found_at desc, id desc) where closed_at is null;
create index grant_drift_closed_idx on grant_drift (connection_id, closed_at desc, id desc) where closed_at is not null;

create table grant_sweep (
  connection_id   uuid primary key references connection (id) on delete cascade,
  sweep_id        uuid,
  state           text not null default 'never' check (state in ('never', 'running', 'done', 'partial', 'failed')),
  started_at      timestamptz(3),
  beat_at         timestamptz(3),
  finished_at     timestamptz(3),
  last_full_at    timestamptz(3),
  rows_read       integer not null default 0,
  rows_expected   integer,
  unreadable      text[] not null default '{}',
  account_unread  boolean not null default false,
  found           integer not null default 0,
  error           text,
  baseline_at     timestamptz(3)
);

insert into known_grant (connection_id, appid, drama_id, is_held, expires_at, source, operation_id, known_at)
select connection_id, appid, drama_id, true, expires_at, case when last_operation_id is null then 'first_read' else 'operation' end,
       last_operation_id, read_at from "grant";
insert into known_grant (connection_id, appid, drama_id, is_held, expires_at, source, known_at)
select connection_id, appid, '', true, expires_at, 'first_read', read_at from account_grant;
insert into grant_sweep (connection_id, baseline_at)
select connection_id, max(read_at) from "grant" group by connection_id;

do $$
declare
  app text := coalesce(nullif(current_setting('countersign.app_role', true), ''), 'countersign_app');
begin
  execute format('grant select, insert, update, delete on known_grant, grant_drift, grant_sweep to %I', app);
end $$;
