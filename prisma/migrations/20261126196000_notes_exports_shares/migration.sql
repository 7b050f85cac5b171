-- Notes stand on the timeline of what the noted event was about, not only on the event's own.
create index audit_event_note_idx on audit_event ((detail->'about'->>'type'), (detail->'about'->>'id'), occurred_at desc, seq desc)
  where phase = 'note';

-- Taking events out, in the background. What belongs to an export is fixed by the head it is bound to, so that a worker
-- that begins anew writes the same file.
create table audit_export (
  id                  uuid primary key,
  format              text not null check (format in ('csv', 'xlsx', 'ndjson', 'ocsf')),
  locale              text not null,
  filter              jsonb not null,
  query               text not null,
  state               text not null default 'queued' check (state in ('queued', 'running', 'done', 'failed', 'cancelled', 'expired')),
  asked_by            text not null,
  asked_name          text not null,
  asked_role          text not null,
  asked_at            timestamptz(3) not null default clock_timestamp(),
  attempt             integer not null default 0,
  beat_at             timestamptz(3),
  finished_at         timestamptz(3),
  cancel_requested_at timestamptz(3),
  batch_no            bigint,
  tree_size           bigint,
  scanned             bigint not null default 0,
  row_count           bigint not null default 0,
  byte_count          bigint,
  sha256              text,
  cause               text,
  expires_at          timestamptz(3),
  downloads           integer not null default 0
);
create index audit_export_time_idx on audit_export (asked_at desc);
create index audit_export_person_idx on audit_export (asked_by, asked_at desc);
create index audit_export_open_idx on audit_export (asked_at) where state in ('queued', 'running');

-- One event or one receipt shown to somebody outside. Only the hash of the token is kept.
create table share (
  id              uuid primary key,
  token_hash      text not null unique,
  subject_type    text not null check (subject_type in ('event', 'operation')),
  subject_id      uuid not null,
  subject_name    text not null,
  shows_names     boolean not null default false,
  created_by      text not null,
  created_name    text not null,
  created_at      timestamptz(3) not null default clock_timestamp(),
  expires_at      timestamptz(3) not null,
  revoked_at      timestamptz(3),
  revoked_name    text,
  views           integer not null default 0,
  last_viewed_at  timestamptz(3),
  window_start_at timestamptz(3) not null default clock_timestamp(),
  window_views    integer not null default 0,
  check (expires_at > created_at and expires_at <= created_at + interval '31 days')
);
create index share_time_idx on share (created_at desc);
create index share_subject_idx on share (subject_type, subject_id, created_at desc);

do $$
declare
  app text := coalesce(nullif(current_setting('countersign.app_role', true), ''), 'countersign_app');
begin
  execute format('grant select, insert, update on audit_export, share to %I', app);
end $$;
