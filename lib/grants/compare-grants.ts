import 'server-only'
import { systemActor } from '@/lib/audit/event'
import { recordEvents } from '@/lib/audit/record'
import type { Sql } from '@/lib/db'
import { env } from '@/lib/env'
import { type DifferenceRow, driftEvent, keyOf } from '@/lib/grants/drift-event'

export type Comparison = {
  connectionId: string
  /** Single dramas, or the whole account; each has a list of its own at the upstream. */
  level: 'drama' | 'account'
  appid: string | null
  readAt: Date
  except?: readonly string[]
}

const heldBy: Record<Comparison['level'], string> = {
  drama: '"grant"',
  account: `(select connection_id, '' as drama_id, appid, expires_at, granted_at from account_grant)`,
}

/**
 * Compares our dated copy of the upstream with what we know, and opens one drift and one event per new difference. A
 * difference seen before stays as it is; one that is gone is closed. Nothing counts before the first full reading, nor
 * for a grant that an operation of ours is at work on or has just left.
 * @returns how many differences are new.
 */
export async function compareWithKnown(sql: Sql, comparison: Comparison): Promise<number> {
  const { connectionId, level, appid, readAt, except = [] } = comparison
  const [sweep] = await sql<{ baseline_at: Date | null }>(
    'select baseline_at from grant_sweep where connection_id = $1',
    [connectionId],
  )
  if (!sweep?.baseline_at) return 0
  const scope = [connectionId, level, appid, except]
  const differences = await sql<DifferenceRow>(differenceQuery(level), [...scope, readAt, env.LATE_APPLY_WINDOW_MS])
  const fresh = await withoutWorkUnderWay(
    sql,
    connectionId,
    differences.filter((row) => !row.drift_id || row.is_changed),
  )
  const replaced = fresh.flatMap((row) => (row.drift_id ? [row.drift_id] : []))
  if (replaced.length > 0)
    await sql(`update grant_drift set closed_at = $2, resolution = 'replaced' where id = any($1)`, [replaced, readAt])
  const opened = await openDrifts(sql, connectionId, fresh, readAt)
  await closeVanished(sql, comparison, differences)
  return opened
}

const inScope = (row: string) =>
  `${row}.connection_id = $1 and (${row}.drama_id = '') = ($2 = 'account') and ($3::text is null or ${row}.appid = $3) and ${row}.appid <> all($4)`

/** A lapsed grant may leave the upstream's list or stay on it: neither is a change. */
const differenceQuery = (level: Comparison['level']) => `
  with held as (select * from ${heldBy[level]} held where ${inScope('held')}),
       known as (select * from known_grant known where ${inScope('known')})
  select coalesce(held.drama_id, known.drama_id) as drama_id, coalesce(held.appid, known.appid) as appid,
         case when held.connection_id is null then 'missing' when known.is_held then 'expiry' else 'foreign' end as kind,
         coalesce(known.is_held, false) as known_held, known.expires_at as known_expires_at, known.source as known_source,
         known.operation_id as known_operation_id, known.person_name as known_person_name, known.known_at,
         held.connection_id is not null as found_held, held.expires_at as found_expires_at, held.granted_at as found_granted_at,
         drama.name as drama_name, coalesce(licensee.name, held.appid, known.appid) as licensee_name,
         drift.id as drift_id,
         drift.found_held is distinct from (held.connection_id is not null)
           or drift.found_expires_at is distinct from held.expires_at as is_changed
    from held full join known on known.drama_id = held.drama_id and known.appid = held.appid
    left join drama on drama.connection_id = $1 and drama.drama_id = coalesce(held.drama_id, known.drama_id)
    left join licensee on licensee.appid = coalesce(held.appid, known.appid)
    left join grant_drift drift on drift.connection_id = $1 and drift.closed_at is null
          and drift.drama_id = coalesce(held.drama_id, known.drama_id) and drift.appid = coalesce(held.appid, known.appid)
   where (known.source is distinct from 'operation' or known.known_at < $5::timestamptz - $6 * interval '1 millisecond')
     and case when held.connection_id is null then known.is_held and coalesce(known.expires_at, 'infinity') > $5
              when known.is_held then held.expires_at is distinct from known.expires_at
                   and greatest(coalesce(held.expires_at, 'infinity'), coalesce(known.expires_at, 'infinity')) > $5
              else coalesce(held.expires_at, 'infinity') > $5 end`

async function withoutWorkUnderWay(sql: Sql, connectionId: string, rows: DifferenceRow[]): Promise<DifferenceRow[]> {
  if (rows.length === 0) return rows
  const busy = await sql<{ target_id: string }>(
    `select distinct target_id from operation_item
      where target_type in ('drama_grant', 'account_grant') and target_id = any($2) and connection_id = $1 and settled_at is null`,
    [connectionId, rows.map(keyOf)],
  )
  const keys = new Set(busy.map((row) => row.target_id))
  return rows.filter((row) => !keys.has(keyOf(row)))
}

async function openDrifts(sql: Sql, connectionId: string, rows: DifferenceRow[], readAt: Date): Promise<number> {
  if (rows.length === 0) return 0
  const inserted = await sql<{ id: string; drama_id: string; appid: string }>(
    `insert into grant_drift (id, connection_id, appid, drama_id, kind, known_held, known_expires_at, known_source, known_operation_id,
                              known_person_name, known_at, found_held, found_expires_at, found_granted_at, found_at, last_seen_at)
     select gen_random_uuid(), $1, appid, drama_id, kind, known_held, known_expires_at, known_source, known_operation_id,
            known_person_name, known_at, found_held, found_expires_at, found_granted_at, $3, $3
       from jsonb_to_recordset($2::jsonb) as found(appid text, drama_id text, kind text, known_held boolean,
            known_expires_at timestamptz, known_source text, known_operation_id uuid, known_person_name text, known_at timestamptz,
            found_held boolean, found_expires_at timestamptz, found_granted_at timestamptz)
     on conflict (connection_id, appid, drama_id) where closed_at is null do nothing
     returning id, drama_id, appid`,
    [connectionId, JSON.stringify(rows), readAt],
  )
  const byKey = new Map(rows.map((row) => [keyOf(row), row]))
  const opened = inserted.flatMap((drift) => {
    const row = byKey.get(keyOf(drift))
    return row ? [{ id: drift.id, row }] : []
  })
  const actor = systemActor('sweep')
  const eventIds = await recordEvents(
    sql,
    opened.map(({ row }) => driftEvent(actor, connectionId, row)),
  )
  await sql(
    `update grant_drift set event_id = made.event_id from unnest($1::uuid[], $2::uuid[]) as made(id, event_id) where grant_drift.id = made.id`,
    [opened.map(({ id }) => id), eventIds],
  )
  return opened.length
}

/** Differences that are no more: the upstream went back to what we knew, or the grant lapsed meanwhile. */
async function closeVanished(sql: Sql, comparison: Comparison, differences: readonly DifferenceRow[]): Promise<void> {
  const { connectionId, level, appid, readAt, except = [] } = comparison
  const still = differences.flatMap((row) => (row.drift_id ? [row.drift_id] : []))
  const scope = [connectionId, level, appid, except, readAt, still]
  const vanished = await sql<DifferenceRow & { is_back: boolean }>(
    `with gone as (
       select drift.id, known.is_held is not distinct from (held.connection_id is not null)
                and (not known.is_held or known.expires_at is not distinct from held.expires_at)
                or (known.connection_id is null and held.connection_id is null) as is_back
         from grant_drift drift
         left join known_grant known using (connection_id, appid, drama_id)
         left join ${heldBy[level]} held using (connection_id, appid, drama_id)
        where ${inScope('drift')} and drift.closed_at is null and drift.found_at < $5 and drift.id <> all($6)
          and (known.source is distinct from 'operation' or known.known_at < $5))
     update grant_drift drift set closed_at = $5, resolution = case when gone.is_back then 'returned' else 'lapsed' end
       from gone where drift.id = gone.id
     returning drift.*, gone.is_back,
               (select name from drama where drama.connection_id = drift.connection_id and drama.drama_id = drift.drama_id) as drama_name,
               coalesce((select name from licensee where licensee.appid = drift.appid), drift.appid) as licensee_name`,
    scope,
  )
  await sql(`update grant_drift drift set last_seen_at = $5 where ${inScope('drift')} and drift.id = any($6)`, scope)
  const back = vanished.filter((row) => row.is_back)
  const actor = systemActor('sweep')
  await recordEvents(
    sql,
    back.map((row) => driftEvent(actor, connectionId, row, 'back')),
  )
}

/** The first full reading is what we know from then on; what our own operations settled before it stays. */
export async function takeBaseline(sql: Sql, connectionId: string, readAt: Date): Promise<void> {
  await sql('insert into grant_sweep (connection_id) values ($1) on conflict do nothing', [connectionId])
  const first = await sql(
    'update grant_sweep set baseline_at = $2 where connection_id = $1 and baseline_at is null returning 1',
    [connectionId, readAt],
  )
  if (first.length === 0) return
  await sql(
    `insert into known_grant (connection_id, appid, drama_id, is_held, expires_at, source, known_at)
     select connection_id, appid, drama_id, true, expires_at, 'first_read', $2::timestamptz from "grant" where connection_id = $1
     union all select connection_id, appid, '', true, expires_at, 'first_read', $2::timestamptz from account_grant where connection_id = $1
     on conflict do nothing`,
    [connectionId, readAt],
  )
}
