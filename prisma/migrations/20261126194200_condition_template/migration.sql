-- Conditions kept under a name, to be used on many channels time and again. Secrets in them are ciphertext.
create table condition_template (
  id          uuid primary key,
  name        text not null,
  note        text not null default '',
  content     jsonb not null,
  version     integer not null default 1,
  created_by  text not null,
  updated_by  text not null,
  created_at  timestamptz(3) not null default clock_timestamp(),
  updated_at  timestamptz(3) not null default clock_timestamp(),
  archived_at timestamptz(3)
);
create unique index condition_template_name_idx on condition_template (lower(name)) where archived_at is null;

alter table channel_change add column template_id uuid, add column template_at timestamptz(3);

do $$
declare
  app text := coalesce(nullif(current_setting('countersign.app_role', true), ''), 'countersign_app');
begin
  execute format('grant select, insert, update on condition_template to %I', app);
end $$;
