-- A hold on a thing keeps what its notes say too, and a hold on a drama or a mini program the grants between them.
create or replace function audit_month_held(from_at timestamptz, until_at timestamptz) returns boolean
language sql stable set search_path = pg_catalog, public as $$
  select exists (
    select 1 from public.retention_hold hold
     cross join lateral (select greatest(audit_month_held.from_at, hold.from_at) as begins, least(audit_month_held.until_at, hold.until_at) as ends) span
     where hold.released_at is null and span.begins < span.ends
       and (
         (hold.target_id is null and exists (
           select 1 from public.audit_event event
            where event.occurred_at >= span.begins and event.occurred_at < span.ends
              and (hold.operation_id is null or event.operation_id = hold.operation_id)))
         or exists (
           select 1 from public.audit_event event
            where event.occurred_at >= span.begins and event.occurred_at < span.ends
              and event.target_type = hold.target_type and event.target_id = hold.target_id
              and (hold.operation_id is null or event.operation_id = hold.operation_id))
         or exists (
           select 1 from public.audit_event event
            where event.occurred_at >= span.begins and event.occurred_at < span.ends and event.phase = 'note'
              and event.detail->'about'->>'type' = hold.target_type and event.detail->'about'->>'id' = hold.target_id
              and (hold.operation_id is null or event.operation_id = hold.operation_id))
         or (hold.target_type = 'licensee' and exists (
           select 1 from public.audit_event event
            where event.occurred_at >= span.begins and event.occurred_at < span.ends
              and event.target_type = 'account_grant' and event.target_id = hold.target_id
              and (hold.operation_id is null or event.operation_id = hold.operation_id)))
         or (hold.target_type in ('licensee', 'drama') and exists (
           select 1 from public.audit_event event
            where event.occurred_at >= span.begins and event.occurred_at < span.ends
              and event.search_tokens @> array[lower(hold.target_id)]
              and event.target_type = 'drama_grant'
              and split_part(event.target_id, '@', case hold.target_type when 'drama' then 1 else 2 end) = hold.target_id
              and (hold.operation_id is null or event.operation_id = hold.operation_id)))))
$$;
