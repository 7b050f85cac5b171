-- Where the log is sent besides: each sink has a place in the sealed order from which it goes on.
create table stream_sink (
  id              uuid primary key,
  kind            text not null check (kind in ('webhook', 'file', 'syslog')),
  name            text not null check (name <> ''),
  -- Where to: a web address, or a host with its port. Empty for a file, which lies in the data folder.
  place           jsonb not null,
  -- Encrypted; the one before is used beside it until it runs out.
  secret          text,
  previous_secret text,
  previous_until  timestamptz(3),
  state           text not null default 'on' check (state in ('on', 'off', 'failed')),
  -- The first leaf that has not arrived.
  cursor_leaf     bigint not null check (cursor_leaf >= 0),
  -- The end of a delivery that failed: it is sent again as it was, under the same id.
  pending_end     bigint,
  sent            bigint not null default 0,
  attempts        integer not null default 0,
  failing_since   timestamptz(3),
  next_at         timestamptz(3) not null default clock_timestamp(),
  claimed_until   timestamptz(3),
  last_error      text,
  last_sent_at    timestamptz(3),
  created_at      timestamptz(3) not null default clock_timestamp(),
  created_name    text not null
);
create unique index stream_sink_name_idx on stream_sink (lower(name));

do $$
declare
  app text := coalesce(nullif(current_setting('countersign.app_role', true), ''), 'countersign_app');
begin
  execute format('grant select, insert, update, delete on stream_sink to %I', app);
end $$;
