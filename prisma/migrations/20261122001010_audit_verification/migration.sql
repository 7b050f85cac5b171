-- Each run of the full verification: who asked, and what it found.
create table audit_verification (
  id          uuid not null primary key,
  asked_by    text,
  asked_name  text,
  asked_at    timestamptz(3) not null default clock_timestamp(),
  started_at  timestamptz(3),
  finished_at timestamptz(3),
  result      jsonb
);
create index audit_verification_time_idx on audit_verification (asked_at desc);
-- One at a time: asking twice joins the run under way.
create unique index audit_verification_open_idx on audit_verification ((finished_at is null)) where finished_at is null;

do $$
declare
  app text := coalesce(nullif(current_setting('countersign.app_role', true), ''), 'countersign_app');
begin
  execute format('grant select, insert, update on audit_verification to %I', app);
end $$;
