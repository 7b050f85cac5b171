-- Who reads a catalogue and how far it is: two readings never run at once, and a screen can tell.
alter table connection
  add column catalogue_sync_started_at timestamptz(3),
  add column catalogue_sync_beat_at timestamptz(3),
  add column catalogue_sync_listed integer not null default 0,
  add column catalogue_is_partial boolean not null default false;

alter table drama
  add column audit_submitted_at timestamptz(3),
  add column audited_at timestamptz(3);

create index drama_newest_idx on drama (connection_id, length(drama_id), drama_id);
