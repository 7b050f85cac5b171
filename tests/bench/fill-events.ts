import type { Client } from 'pg'

/**
 * A seeded log of half a year: few people do most of it, grants and their calls outnumber everything else, most of it in
 * working hours, each operation with its request, calls, items and final word. Hashes are not of real rows.
 */
export async function fillEvents(owner: Client, events: number): Promise<void> {
  await owner.query('select setseed(0.20261121)')
  await makePastPartitions(owner)
  const operations = Math.round(events / 10)
  await owner.query(
    `create temporary table moment as
       select number, (now() - make_interval(days => (random() * 179)::int) - interval '1 day')::date
                      + make_interval(hours => 1) + random() ^ 0.7 * interval '9 hours' as at,
              floor(random() ^ 3 * 12)::int as actor, floor(random() ^ 2 * 400)::int as target, random() as luck
         from generate_series(1, $1) number`,
    [events],
  )
  await owner.query(
    `insert into operation (id, action, connection_id, request_key, request_hash, state, verdict, reason, summary, actor_id, actor_name,
                            actor_role, created_at, started_at, finished_at)
     select gen_random_uuid(), case when luck < 0.7 then 'drama.grant' else 'channel.conditions.update' end,
            (select id from connection order by kind desc limit 1), 'bench-' || number, repeat('0', 64), 'done',
            case when luck < 0.9 then 'verified' when luck < 0.97 then 'partial' else 'failed' end, '合同 ' || number || ' 约定的授权',
            jsonb_build_object('dramas', 1 + number % 9, 'licensees', 1 + number % 3, 'expiresAt', 1798761540,
                               'dramaNames', jsonb_build_array('长夜归人 ' || target), 'licenseeNames', jsonb_build_array('小程序 ' || actor)),
            'bench-' || actor, '运营' || actor, 'manager', at, at, at + interval '2 seconds'
       from moment where number <= $1`,
    [operations],
  )
  await owner.query(
    `with made as (select *, row_number() over (order by created_at) as place from operation where request_key like 'bench-%'),
          placed as (
            select moment.*, made.id as operation_id, made.number as operation_number, made.action as deed, made.summary, made.created_at,
                   made.actor_name as doer, made.actor_id as doer_id, made.verdict, moment.number % 10 as part
              from moment join made on made.place = 1 + (moment.number - 1) / 10)
     insert into audit_event (id, occurred_at, schema_version, phase, action, outcome, operation_id, item_id, actor_type, actor_id, actor_name,
                              actor_role, ip, user_agent, target_type, target_id, target_name, before, after, changed_keys, detail, reason,
                              search_tokens, row_hash)
     select gen_random_uuid(),
            case when part < 9 then created_at + part * interval '150 milliseconds' else at end, 1,
            case when part = 0 then 'requested' when part < 3 then 'call' when part < 9 then 'outcome' else 'note' end,
            case when part < 9 then deed when luck < 0.7 then 'session.start' when luck < 0.9 then 'licensee.update' else 'audit.export' end,
            case when part = 0 then 'pending' when part < 3 then 'succeeded' when part < 9 then verdict else 'succeeded' end,
            case when part < 9 then operation_id end,
            case when part between 3 and 7 then gen_random_uuid() end,
            'person', case when part < 9 then doer_id else 'bench-' || actor end, case when part < 9 then doer else '运营' || actor end,
            'manager', '10.0.0.' || actor, 'Mozilla/5.0 (bench)',
            case when part in (0, 8) then 'operation' when part < 9 then 'drama_grant' when luck < 0.7 then 'session' else 'licensee' end,
            'bench-' || target, case when part in (0, 8) then 'R-' || operation_number else '长夜归人 ' || target || ' → 小程序 ' || actor end,
            case when part between 3 and 7 then '{"expiresAt": 1790000000}'::jsonb end,
            case when part between 3 and 7 then '{"expiresAt": 1798761540}'::jsonb end,
            case when part between 3 and 7 then '{expiresAt}'::text[] else '{}' end,
            case when part = 0 then summary || jsonb_build_object('operationNumber', 'R-' || operation_number)
                 when part < 3 then jsonb_build_object('callNumber', part, 'itemCount', 5)
                 when part = 8 then '{"verified": 5}'::jsonb end,
            case when part = 0 then '合同 ' || operation_number || ' 约定的授权' end,
            array['运营', '长夜', '夜归', '归人', 'bench-' || target], md5(number::text) || md5(luck::text)
       from placed`,
  )
  for (const table of ['audit_event', 'operation', 'connection', '"user"', 'session'])
    await owner.query(`vacuum analyze ${table}`)
}

/** The product only makes partitions ahead; a log that has run for half a year has those behind it too. */
async function makePastPartitions(owner: Client): Promise<void> {
  await owner.query(
    `do $$
     declare first_day timestamp;
     begin
       for past in 1..7 loop
         first_day := date_trunc('month', now() at time zone 'UTC') - make_interval(months => past);
         execute format('create table if not exists public.%I partition of public.audit_event for values from (%L) to (%L)',
           'audit_event_' || to_char(first_day, 'YYYY_MM'), first_day at time zone 'UTC', (first_day + interval '1 month') at time zone 'UTC');
       end loop;
     end $$`,
  )
}
