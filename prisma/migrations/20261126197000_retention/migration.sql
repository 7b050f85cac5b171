-- How long the log is kept, what is kept longer, and what of it has gone. Rows are never deleted: whole months are, and only
-- through a function of the owner that asks for everything itself.

create table retention_policy (
  class      text primary key check (class in ('access', 'change')),
  -- Half a year is the legal floor.
  months     integer not null default 36 check (months between 6 and 240),
  updated_at timestamptz(3) not null default clock_timestamp(),
  updated_by text
);
insert into retention_policy (class) values ('access'), ('change');

-- Kept until released, whatever the policy says. Conditions that are set must all fit an event.
create table retention_hold (
  id            uuid primary key,
  target_type   text,
  target_id     text,
  operation_id  uuid,
  from_at       timestamptz(3),
  until_at      timestamptz(3),
  reason        text not null check (reason <> ''),
  created_by    text not null,
  created_name  text not null,
  created_at    timestamptz(3) not null default clock_timestamp(),
  released_at   timestamptz(3),
  released_by   text,
  released_name text,
  check (target_id is not null or operation_id is not null or from_at is not null or until_at is not null),
  check ((target_id is null) = (target_type is null)),
  check (from_at is null or until_at is null or from_at < until_at)
);
create index retention_hold_active_idx on retention_hold (created_at desc) where released_at is null;

-- What stands for a month that has gone: how many leaves, and their root, signed. The leaves themselves stay.
create table audit_retired (
  month      date primary key,
  from_at    timestamptz(3) not null,
  until_at   timestamptz(3) not null,
  first_leaf bigint not null,
  last_leaf  bigint not null,
  events     bigint not null,
  root       bytea not null check (octet_length(root) = 32),
  key_id     text not null,
  signature  bytea not null check (octet_length(signature) = 64),
  retired_at timestamptz(3) not null default clock_timestamp()
);

create function audit_class(phase text, action text) returns text language sql immutable parallel safe as $$
  select case when phase in ('read', 'denied') or action like 'session.%' or action = 'request.refuse' then 'access' else 'change' end
$$;

-- Whether an active hold keeps any event of a month.
create function audit_month_held(from_at timestamptz, until_at timestamptz) returns boolean
language sql stable set search_path = pg_catalog, public as $$
  select exists (
    select 1 from public.retention_hold hold
     where hold.released_at is null
       and (hold.from_at is null or hold.from_at < audit_month_held.until_at)
       and (hold.until_at is null or hold.until_at > audit_month_held.from_at)
       and exists (
         select 1 from public.audit_event event
          where event.occurred_at >= greatest(audit_month_held.from_at, hold.from_at)
            and event.occurred_at < least(audit_month_held.until_at, hold.until_at)
            and (hold.target_id is null or (event.target_type = hold.target_type and event.target_id = hold.target_id))
            and (hold.operation_id is null or event.operation_id = hold.operation_id)))
$$;

-- Drops one month of the log, if it is whole, sealed, expired for every class in it, older than the floor and not held.
create function retire_audit_month(wanted date, first_leaf bigint, last_leaf bigint, events bigint, root bytea, key_id text, signature bytea)
returns void language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  from_day timestamptz := date_trunc('month', wanted::timestamp) at time zone 'UTC';
  until_day timestamptz := (date_trunc('month', wanted::timestamp) + interval '1 month') at time zone 'UTC';
  month_name text := 'audit_event_' || to_char(wanted, 'YYYY_MM');
  needed integer;
  present bigint;
  sealed bigint;
begin
  perform pg_advisory_xact_lock(hashtext('ensure_audit_partitions'));
  set local lock_timeout = '5s';
  if not exists (select 1 from pg_inherits where inhparent = 'public.audit_event'::regclass and inhrelid = to_regclass('public.' || month_name)) then
    raise exception 'retention: not_a_month' using errcode = 'no_data_found';
  end if;
  if until_day > now() - interval '6 months' then
    raise exception 'retention: below_floor' using errcode = 'insufficient_privilege';
  end if;
  execute format('lock table public.%I in share mode', month_name);
  -- A class nobody has set a time for is kept.
  execute format('select coalesce(max(coalesce(policy.months, 100000)), 0) from (select distinct audit_class(phase, action) as class from public.%I) kind
                  left join retention_policy policy using (class)', month_name) into needed;
  if until_day + make_interval(months => greatest(needed, 6)) > now() then
    raise exception 'retention: not_expired' using errcode = 'insufficient_privilege';
  end if;
  if audit_month_held(from_day, until_day) then
    raise exception 'retention: held' using errcode = 'insufficient_privilege';
  end if;
  execute format('select count(*), count(leaf.event_id) from public.%I event
                  left join audit_leaf leaf on leaf.event_id = event.id and leaf.occurred_at = event.occurred_at', month_name) into present, sealed;
  if present <> sealed or present <> retire_audit_month.events
     or present <> (select count(*) from audit_leaf leaf where leaf.occurred_at >= from_day and leaf.occurred_at < until_day) then
    raise exception 'retention: not_whole' using errcode = 'insufficient_privilege';
  end if;
  insert into audit_retired (month, from_at, until_at, first_leaf, last_leaf, events, root, key_id, signature)
  values (from_day::date, from_day, until_day, retire_audit_month.first_leaf, retire_audit_month.last_leaf, retire_audit_month.events,
          retire_audit_month.root, retire_audit_month.key_id, retire_audit_month.signature);
  execute format('drop table public.%I', month_name);
end $$;

do $$
declare
  app text := coalesce(nullif(current_setting('countersign.app_role', true), ''), 'countersign_app');
begin
  create trigger audit_retired_inserted_only before update or delete on audit_retired for each row execute function refuse_audit_change();
  create trigger audit_retired_not_truncated before truncate on audit_retired for each statement execute function refuse_audit_change();
  execute format('revoke all on audit_retired, retention_policy, retention_hold from %I', app);
  execute format('grant select on audit_retired to %I', app);
  execute format('grant select, update on retention_policy to %I', app);
  execute format('grant select, insert on retention_hold to %I', app);
  execute format('grant update (released_at, released_by, released_name) on retention_hold to %I', app);
  revoke all on function retire_audit_month(date, bigint, bigint, bigint, bytea, text, bytea) from public;
  execute format('grant execute on function retire_audit_month(date, bigint, bigint, bigint, bytea, text, bytea) to %I', app);
end $$;
