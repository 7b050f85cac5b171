import 'server-only'
import { getConnection, openConnection } from '@/lib/connections/queries'
import { sql } from '@/lib/db'
import { findDramas, freshenCatalogue } from '@/lib/dramas/queries'
import { obstacleOf } from '@/lib/dramas/schema'
import { env } from '@/lib/env'
import { readAccountUntil } from '@/lib/grants/account-reads'
import { effectOf } from '@/lib/grants/plan-revoke'
import type { RightsBlock, RightsCell, RightsLicensee, RightsPlan } from '@/lib/grants/rights-plan-schema'
import { FLOOR_MARGIN_MS, FLOOR_MS } from '@/lib/grants/schema'
import { summariseRights } from '@/lib/grants/summarise-rights'
import { readHeldBy } from '@/lib/grants/upstream-reads'
import { isId } from '@/lib/id'
import { findLicensees } from '@/lib/licensees/queries'

export type ReplacePlan = RightsPlan & {
  connectionId: string
  operation: { id: string; number: number }
  /** In seconds, 0 permanent: what the grants are to get. */
  expiresAt: number
  /** How long one grant is missing while all goes well, in milliseconds. */
  gapMs: number
}

/** Until an unanswered call is looked into and decided, when the worst comes to pass. */
export const LONGEST_GAP_MINUTES = Math.max(1, Math.ceil(env.LATE_APPLY_WINDOW_MS / 60_000) + 1)

type Row = { drama_id: string; drama_name: string; appid: string; licensee_name: string; expires_at: string }

/**
 * Grants of a receipt that a second grant left as they were: accepted without an effect, refused because one exists, or
 * not revoked by an earlier attempt.
 */
const STUCK = `((item.verdict = 'mismatch' and item.cause in ('expiry_unchanged', 'still_held'))
  or (item.verdict = 'failed' and item.code = '1' and jsonb_typeof(item.before) = 'object'))`
const CATEGORY_MISSING = '10090038'
const CATALOGUE_AGE_MS = 5 * 60_000
/** An answer of the upstream, beside the wait for a slot of the rate limit. */
const ANSWER_MS = 500

/** How many grants of a receipt could be replaced. */
export async function countStuck(operationId: string): Promise<number> {
  if (!isId(operationId)) return 0
  const [row] = await sql<{ count: number }>(
    `select count(*)::int as count from operation_item item join operation on operation.id = item.operation_id
      where item.operation_id = $1 and operation.action in ('drama.grant', 'drama.replace') and ${STUCK}`,
    [operationId],
  )
  return row?.count ?? 0
}

/**
 * What revoking and granting anew would do to the grants of a receipt that kept their expiry; null when there are none.
 * @throws UpstreamError
 */
export async function planReplace(operationId: string, maxAgeMs: number): Promise<ReplacePlan | null> {
  const stuck = await readStuck(operationId)
  const [first] = stuck.rows
  if (!first || !stuck.operation) return null
  const { connectionId, ...operation } = stuck.operation
  const expiresAt = Number(first.expires_at)
  const groups = Map.groupBy(stuck.rows, (row) => row.appid)
  const [{ connection }, settings, book] = await Promise.all([
    openConnection(connectionId),
    getConnection(connectionId),
    findLicensees(connectionId, [...groups.keys()]),
  ])
  const obstacles = await readObstacles(connectionId, stuck.rows)
  const accounts = await readAccountUntil(connection, maxAgeMs)
  const held = await readHeldBy(connection, [...groups.keys()], maxAgeMs)
  const now = Date.now() + connection.clockOffsetMs()
  const isTooSoon = expiresAt !== 0 && expiresAt * 1000 < now + FLOOR_MS + FLOOR_MARGIN_MS
  const licensees = book.map(({ appid, name, lastRefusalCode }): RightsLicensee => {
    const account = accounts.get(appid) ?? null
    const isCovered = account !== null && (account === 0 || account * 1000 > now)
    const cells = (groups.get(appid) ?? []).map((row): RightsCell => {
      const until = held.get(appid)?.get(row.drama_id) ?? null
      const cell = { dramaId: row.drama_id, dramaName: row.drama_name, held: until }
      const cause: RightsBlock | null = isTooSoon
        ? 'expiry_floor'
        : lastRefusalCode === CATEGORY_MISSING
          ? 'category_missing'
          : (obstacles.get(row.drama_id) ?? null)
      if (until === expiresAt) return { ...cell, effect: 'same' }
      return cause
        ? { ...cell, effect: 'blocked', cause }
        : { ...cell, effect: effectOfReplacing(until, isCovered, now) }
    })
    return { appid, name, account, cells }
  })
  const callsPerSecond = settings?.callsPerSecond ?? env.WECHAT_CALLS_PER_SECOND
  return {
    ...summariseRights(licensees, { callsPerChunk: 2, readsPerLicensee: 2, callsPerSecond, facts: expiresAt }),
    connectionId,
    operation,
    expiresAt,
    gapMs: Math.round(1000 / callsPerSecond + 2 * ANSWER_MS),
  }
}

/** What is held no more is granted all the same: that is the second half alone. */
const effectOfReplacing = (until: number | null, isCovered: boolean, now: number) =>
  until === null ? 'lapsed' : effectOf(until, isCovered, now / 1000)

async function readStuck(operationId: string) {
  if (!isId(operationId)) return { operation: null, rows: [] }
  const [operation] = await sql<{ id: string; number: number; connectionId: string }>(
    `select id, number, connection_id as "connectionId" from operation
      where id = $1 and state = 'done' and action in ('drama.grant', 'drama.replace')`,
    [operationId],
  )
  const rows = operation
    ? await sql<Row>(
        `select intent->>'dramaId' as drama_id, intent->>'dramaName' as drama_name, intent->>'appid' as appid,
                intent->>'licenseeName' as licensee_name, intent->>'expiresAt' as expires_at
           from operation_item item where item.operation_id = $1 and ${STUCK} order by item.position`,
        [operationId],
      )
    : []
  return { operation: operation ?? null, rows }
}

async function readObstacles(
  connectionId: string,
  rows: readonly Row[],
): Promise<ReadonlyMap<string, RightsBlock | null>> {
  await freshenCatalogue(connectionId, CATALOGUE_AGE_MS)
  const ids = [...new Set(rows.map((row) => row.drama_id))]
  const known = new Map(
    (await findDramas(connectionId, ids)).map((drama) => [drama.dramaId, obstacleOf(drama)] as const),
  )
  return new Map(ids.map((id) => [id, known.has(id) ? (known.get(id) ?? null) : 'unknown_drama']))
}
