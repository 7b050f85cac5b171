create table expiry_notice (
  id            uuid primary key,
  connection_id uuid not null references connection (id) on delete cascade,
  appid         text not null,
  expires_on    date not null,
  days          integer not null check (days in (30, 14, 7, 1)),
  created_at    timestamptz(3) not null default clock_timestamp(),
  unique (connection_id, appid, expires_on, days)
);
create index expiry_notice_day_idx on expiry_notice (expires_on);

create table notice_dismissal (
  notice_id    uuid not null references expiry_notice (id) on delete cascade,
  user_id      text not null references "user" (id) on delete cascade,
  dismissed_at timestamptz(3) not null default clock_timestamp(),
  primary key (user_id, notice_id)
);

create table calendar_feed (
  id              uuid primary key,
  user_id         text not null references "user" (id) on delete cascade,
  token_hash      text not null unique,
  locale          text not null,
  created_at      timestamptz(3) not null default clock_timestamp(),
  last_used_at    timestamptz(3),
  window_start_at timestamptz(3) not null default clock_timestamp(),
  window_reads    integer not null default 0,
  revoked_at      timestamptz(3)
);
create unique index calendar_feed_one_per_person on calendar_feed (user_id) where revoked_at is null;

create index grant_expiry_idx on "grant" (expires_at) where expires_at is not null;

do $$
declare
  app text := coalesce(nullif(current_setting('countersign.app_role', true), ''), 'countersign_app');
begin
  execute format('grant select, insert, update, delete on expiry_notice, notice_dismissal, calendar_feed to %I', app);
end $$;
