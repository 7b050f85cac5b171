create table "user" (
  "id" text not null primary key,
  "name" text not null,
  "email" text not null unique,
  "email_verified" boolean not null default false,
  "image" text,
  "role" text not null default 'support',
  "banned" boolean not null default false,
  "ban_reason" text,
  "ban_expires" timestamptz(3),
  "created_at" timestamptz(3) not null default now(),
  "updated_at" timestamptz(3) not null default now()
);

create table "session" (
  "id" text not null primary key,
  "token" text not null unique,
  "user_id" text not null,
  "expires_at" timestamptz(3) not null,
  "ip_address" text,
  "user_agent" text,
  "impersonated_by" text,
  "created_at" timestamptz(3) not null default now(),
  "updated_at" timestamptz(3) not null default now(),
  foreign key (user_id) references "user" (id) on delete cascade
);
create index "session_user_id_idx" on "session" (user_id);

create table "account" (
  "id" text not null primary key,
  "account_id" text not null,
  "provider_id" text not null,
  "user_id" text not null,
  "access_token" text,
  "refresh_token" text,
  "id_token" text,
  "access_token_expires_at" timestamptz(3),
  "refresh_token_expires_at" timestamptz(3),
  "scope" text,
  "password" text,
  "created_at" timestamptz(3) not null default now(),
  "updated_at" timestamptz(3) not null default now(),
  foreign key (user_id) references "user" (id) on delete cascade
);
create index "account_user_id_idx" on "account" (user_id);

create table "verification" (
  "id" text not null primary key,
  "identifier" text not null,
  "value" text not null,
  "expires_at" timestamptz(3) not null,
  "created_at" timestamptz(3) not null default now(),
  "updated_at" timestamptz(3) not null default now()
);
create index "verification_identifier_idx" on "verification" (identifier);

create table "one_time_link" (
  "id" uuid not null primary key,
  "token_hash" text not null unique,
  "purpose" text not null,
  "user_id" text not null,
  "created_by_id" text not null,
  "created_at" timestamptz(3) not null default now(),
  "expires_at" timestamptz(3) not null,
  "used_at" timestamptz(3)
);
create index "one_time_link_user_id_idx" on "one_time_link" (user_id);

create table "sign_in_throttle" (
  "key" text not null primary key,
  "failures" integer not null default 0,
  "window_start_at" timestamptz(3) not null default now(),
  "blocked_until" timestamptz(3)
);

create table "connection" (
  "id" uuid not null primary key,
  "kind" text not null,
  "name" text not null,
  "base_url" text not null,
  "account_id" text not null,
  "user_id" text,
  "secret_ciphertext" text not null,
  "secret_set_at" timestamptz(3) not null default now(),
  "source" text not null default 'person',
  "is_sandbox" boolean not null default false,
  "is_enabled" boolean not null default true,
  "closed_at" timestamptz(3),
  "closed_reason" text,
  "calls_per_second" double precision not null,
  "last_ok_at" timestamptz(3),
  "last_error_at" timestamptz(3),
  "last_error_code" text,
  "last_error_message" text,
  "clock_offset_ms" integer,
  "catalogue_synced_at" timestamptz(3),
  "catalogue_sync_error" text,
  "created_at" timestamptz(3) not null default now(),
  "updated_at" timestamptz(3) not null default now(),
  unique (kind, account_id)
);

create table "access_token" (
  "connection_id" uuid not null primary key,
  "ciphertext" text not null,
  "fingerprint" text not null,
  "obtained_at" timestamptz(3) not null,
  "expires_at" timestamptz(3) not null
);

create table "rate_limit" (
  "connection_id" uuid not null primary key,
  "next_at" timestamptz(6) not null,
  "paused_until" timestamptz(3),
  "calls_total" bigint not null default 0
);

create table "drama" (
  "connection_id" uuid not null,
  "drama_id" text not null,
  "name" text not null,
  "pinyin" text not null default '',
  "episode_count" integer,
  "audit_state" text not null,
  "play_state" text not null,
  "producer" text,
  "cover_url" text,
  "created_at" timestamptz(3),
  "synced_at" timestamptz(3) not null,
  "gone_at" timestamptz(3),
  primary key (connection_id, drama_id)
);
create index "drama_connection_id_name_idx" on "drama" (connection_id, name);

create table "licensee" (
  "appid" text not null primary key,
  "name" text not null,
  "pinyin" text not null default '',
  "subject" text,
  "contact" text,
  "contract_no" text,
  "contract_ends_on" date,
  "tags" text[] not null default '{}',
  "notes" text,
  "last_refusal_code" text,
  "last_refusal_at" timestamptz(3),
  "created_at" timestamptz(3) not null default now(),
  "updated_at" timestamptz(3) not null default now()
);

create table "grant" (
  "connection_id" uuid not null,
  "drama_id" text not null,
  "appid" text not null,
  "expires_at" timestamptz(0),
  "granted_at" timestamptz(0),
  "read_at" timestamptz(3) not null,
  "last_operation_id" uuid,
  primary key (connection_id, drama_id, appid)
);
create index "grant_connection_id_appid_idx" on "grant" (connection_id, appid);
create index "grant_connection_id_expires_at_idx" on "grant" (connection_id, expires_at);

create table "account_grant" (
  "connection_id" uuid not null,
  "appid" text not null,
  "expires_at" timestamptz(0),
  "granted_at" timestamptz(0),
  "read_at" timestamptz(3) not null,
  primary key (connection_id, appid)
);

create table "channel" (
  "connection_id" uuid not null,
  "channel_id" text not null,
  "name" text not null,
  "pinyin" text not null default '',
  "watch_status" text not null,
  "scene" text,
  "conditions" jsonb not null,
  "follows_default" boolean,
  "synced_at" timestamptz(3) not null,
  "gone_at" timestamptz(3),
  primary key (connection_id, channel_id)
);

create table "condition_version" (
  "id" uuid not null primary key,
  "connection_id" uuid not null,
  "channel_id" text not null,
  "number" integer not null,
  "source" text not null,
  "snapshot" jsonb not null,
  "secrets_ciphertext" text,
  "fingerprint" text not null,
  "operation_id" uuid,
  "created_at" timestamptz(3) not null default now(),
  unique (connection_id, channel_id, number)
);

create table "operation" (
  "id" uuid not null primary key,
  "number" serial not null unique,
  "action" text not null,
  "connection_id" uuid not null,
  "request_key" text not null unique,
  "request_hash" text not null,
  "state" text not null default 'queued',
  "verdict" text,
  "reason" text not null,
  "summary" jsonb not null,
  "actor_id" text not null,
  "actor_name" text not null,
  "actor_role" text not null,
  "parent_id" uuid,
  "cancel_requested_at" timestamptz(3),
  "cancel_requested_by" text,
  "runner_id" integer,
  "fence" integer not null default 0,
  "wake_at" timestamptz(3),
  "created_at" timestamptz(3) not null default now(),
  "started_at" timestamptz(3),
  "finished_at" timestamptz(3)
);
create index "operation_created_at_idx" on "operation" (created_at);

create table "operation_item" (
  "id" uuid not null primary key,
  "operation_id" uuid not null,
  "connection_id" uuid not null,
  "position" integer not null,
  "target_key" text not null,
  "group_key" text not null,
  "target_type" text not null,
  "target_id" text not null,
  "target_name" text not null,
  "plan" text not null,
  "plan_cause" text,
  "intent" jsonb not null,
  "before" jsonb,
  "after" jsonb,
  "state" text not null default 'queued',
  "verdict" text,
  "cause" text,
  "fields" jsonb,
  "code" text,
  "message" text,
  "rid" text,
  "attempts" integer not null default 0,
  "call_id" uuid,
  "sent_at" timestamptz(3),
  "absent_read_at" timestamptz(3),
  "due_at" timestamptz(3),
  "read_back_at" timestamptz(3),
  "settled_at" timestamptz(3),
  foreign key (operation_id) references "operation" (id) on delete restrict
);
create index "operation_item_operation_id_position_idx" on "operation_item" (operation_id, position);
create index "operation_item_target_type_target_id_idx" on "operation_item" (target_type, target_id);

create table "operation_call" (
  "id" uuid not null primary key,
  "operation_id" uuid not null,
  "number" integer not null,
  "runner_id" integer not null,
  "fence" integer not null,
  "state" text not null default 'open',
  "item_count" integer not null,
  "endpoint" text,
  "http_status" integer,
  "errcode" text,
  "errmsg" text,
  "rid" text,
  "latency_ms" integer,
  "request" jsonb,
  "response" jsonb,
  "started_at" timestamptz(3) not null default now(),
  "finished_at" timestamptz(3),
  unique (operation_id, number),
  foreign key (operation_id) references "operation" (id) on delete restrict
);

create table "runner" (
  "id" serial not null primary key,
  "started_at" timestamptz(3) not null default now(),
  "heartbeat_at" timestamptz(3) not null default now()
);

alter table operation
  add check (state in ('queued', 'running', 'waiting', 'done')),
  add check (verdict in ('verified', 'partial', 'mismatch', 'failed', 'unknown', 'cancelled')),
  add check ((state = 'done') = (verdict is not null));
create index operation_open_idx on operation (wake_at) where state <> 'done';
create index operation_list_idx on operation (created_at desc, id desc);

alter table operation_item
  add check (state in ('queued', 'in_flight', 'succeeded', 'refused', 'unknown', 'reconciling', 'needs_human', 'skipped', 'blocked', 'cancelled')),
  add check (verdict in ('verified', 'partial', 'mismatch', 'failed', 'unknown', 'cancelled', 'skipped', 'blocked'));
-- A lane is closed from the moment a call is opened until its effect is known.
create unique index operation_item_lane_idx on operation_item (connection_id, target_key)
  where state in ('in_flight', 'unknown', 'reconciling');
create index operation_item_open_idx on operation_item (operation_id, state, due_at) where settled_at is null;

alter table operation_call add check (state in ('open', 'answered', 'unknown'));
create index operation_call_open_idx on operation_call (runner_id) where state = 'open';

-- ── audit ──────────────────────────────────────────────────────────────────

create table audit_event (
  id             uuid not null,
  occurred_at    timestamptz(3) not null default clock_timestamp(),
  seq            bigserial not null,
  transaction_id bigint not null default (pg_current_xact_id()::text)::bigint,
  schema_version integer not null,
  phase          text not null check (phase in ('requested', 'call', 'outcome', 'reconcile', 'denied', 'read', 'note', 'drift', 'panic')),
  action         text not null,
  outcome        text not null check (outcome in ('pending', 'succeeded', 'verified', 'partial', 'mismatch', 'failed', 'unknown', 'denied', 'cancelled')),
  operation_id   uuid,
  item_id        uuid,
  connection_id  uuid,
  actor_type     text not null check (actor_type in ('person', 'system', 'anonymous')),
  actor_id       text not null,
  actor_name     text not null,
  actor_role     text not null,
  session_print  text,
  ip             text,
  user_agent     text,
  approver       jsonb,
  target_type    text not null,
  target_id      text not null,
  target_name    text not null,
  before         jsonb,
  after          jsonb,
  changed_keys   text[] not null default '{}',
  upstream       jsonb,
  detail         jsonb,
  reason         text,
  request_id     text,
  search_tokens  text[] not null default '{}',
  row_hash       text not null,
  primary key (occurred_at, id)
) partition by range (occurred_at);

create index audit_event_time_idx on audit_event (occurred_at desc, seq desc);
create index audit_event_actor_idx on audit_event (actor_id, occurred_at desc, seq desc);
create index audit_event_action_idx on audit_event (action, occurred_at desc, seq desc);
create index audit_event_target_idx on audit_event (target_type, target_id, occurred_at desc, seq desc);
create index audit_event_outcome_idx on audit_event (outcome, occurred_at desc, seq desc);
create index audit_event_phase_idx on audit_event (phase, occurred_at desc, seq desc);
create index audit_event_operation_idx on audit_event (operation_id, occurred_at, seq) where operation_id is not null;
create index audit_event_search_idx on audit_event using gin (search_tokens);

create table audit_event_default partition of audit_event default;

create function refuse_audit_change() returns trigger language plpgsql as $$
begin
  raise exception 'audit events are inserted only' using errcode = 'insufficient_privilege';
end $$;

create trigger audit_event_inserted_only before update or delete on audit_event
  for each row execute function refuse_audit_change();
create trigger audit_event_not_truncated before truncate on audit_event
  for each statement execute function refuse_audit_change();
create trigger audit_event_not_truncated before truncate on audit_event_default
  for each statement execute function refuse_audit_change();

-- Makes the month partitions from this month to `months_ahead`. Owned by the owner, callable by the app.
create function ensure_audit_partitions(months_ahead integer default 12) returns integer
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  first_day timestamptz := date_trunc('month', now() at time zone 'UTC') at time zone 'UTC';
  from_day timestamptz;
  partition_name text;
  made integer := 0;
begin
  if months_ahead < 0 or months_ahead > 36 then
    raise exception 'months_ahead must be between 0 and 36';
  end if;
  perform pg_advisory_xact_lock(hashtext('ensure_audit_partitions'));
  for ahead in 0..months_ahead loop
    from_day := ((first_day at time zone 'UTC') + make_interval(months => ahead)) at time zone 'UTC';
    partition_name := 'audit_event_' || to_char(from_day at time zone 'UTC', 'YYYY_MM');
    if to_regclass('public.' || partition_name) is null then
      execute format('create table public.%I partition of public.audit_event for values from (%L) to (%L)',
        partition_name, from_day, ((from_day at time zone 'UTC') + interval '1 month') at time zone 'UTC');
      execute format('create trigger audit_event_not_truncated before truncate on public.%I for each statement execute function public.refuse_audit_change()', partition_name);
      made := made + 1;
    end if;
  end loop;
  return made;
end $$;

select ensure_audit_partitions(12);

-- ── roles ──────────────────────────────────────────────────────────────────

do $$
declare
  app text := coalesce(nullif(current_setting('countersign.app_role', true), ''), 'countersign_app');
begin
  execute format('grant usage on schema public to %I', app);
  execute format('grant select, insert, update, delete on all tables in schema public to %I', app);
  execute format('grant usage, select on all sequences in schema public to %I', app);
  execute format('revoke all on audit_event from %I', app);
  execute format('revoke all on %s from %I',
    (select string_agg(inhrelid::regclass::text, ', ') from pg_inherits where inhparent = 'audit_event'::regclass), app);
  execute format('grant select, insert on audit_event to %I', app);
  if to_regclass('public._prisma_migrations') is not null then
    execute format('revoke insert, update, delete on _prisma_migrations from %I', app);
  end if;
  revoke all on function ensure_audit_partitions(integer) from public;
  execute format('grant execute on function ensure_audit_partitions(integer) to %I', app);
end $$;
