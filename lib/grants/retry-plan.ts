import 'server-only'
import { createHash } from 'node:crypto'
import { sql } from '@/lib/db'
import { findDramas, freshenCatalogue } from '@/lib/dramas/queries'
import { obstacleOf } from '@/lib/dramas/schema'
import { env } from '@/lib/env'
import { classifyCell } from '@/lib/grants/classify-cell'
import type { PlannedRetryItem, RetryBlock, RetryPlan } from '@/lib/grants/retry-schema'
import { type BlockCause, type CellPlan, earliestExpiry } from '@/lib/grants/schema'
import { type RetryItem, retryItems } from '@/lib/operations/retry-items'
import type { NewItem } from '@/lib/operations/submit'

const SHOWN = 100
const READ_PAGE = 1_000

type RetryOf = { operationId: string; action: string; connectionId: string; callsPerSecond: number }

/**
 * What trying these causes again would do. Judged by the catalogue, listed anew when it is older than `catalogueMs`, and
 * by our newest reading of each grant; the read-back after the retry has the last word.
 * @throws UpstreamError when the catalogue had to be listed and could not be.
 */
export async function planRetry(
  parent: RetryOf,
  causeKeys: readonly string[],
  catalogueMs: number,
): Promise<{ plan: RetryPlan; items: NewItem[] }> {
  const failed = await retryItems(parent.operationId, causeKeys)
  const wanted: Intended[] = failed.map((item) => ({ item, ...readIntent(item) }))
  const isGrant = parent.action === 'drama.grant'
  const catalogueAt =
    isGrant && wanted.length > 0 ? (await freshenCatalogue(parent.connectionId, catalogueMs)).catalogueAt : null
  const [obstacles, held] = await Promise.all([
    isGrant ? readObstacles(parent.connectionId, wanted) : new Map<string, BlockCause>(),
    readHeldCopies(parent.connectionId, wanted),
  ])
  const now = Date.now()
  const floor = earliestExpiry(now).getTime() / 1_000
  const judged = wanted.map((cell): Judged => {
    const holds = held.get(`${cell.dramaId}@${cell.appid}`) ?? null
    if (!isGrant) return { ...cell, holds, block: null, plan: holds === null ? 'same' : 'change' }
    const isLate = cell.expiresAt !== 0 && cell.expiresAt < floor
    const block = obstacles.get(cell.dramaId) ?? (isLate ? 'expiry_floor' : null)
    if (block) return { ...cell, holds, block, plan: 'blocked' }
    return { ...cell, holds, block, plan: classifyCell({ obstacle: null, held: holds, wanted: cell.expiresAt, now }) }
  })
  return {
    plan: {
      ...summarise(judged, parent.callsPerSecond),
      plannedAt: new Date(now).toISOString(),
      catalogueAt: catalogueAt?.toISOString() ?? null,
    },
    items: judged.map(toNewItem),
  }
}

type Intended = ReturnType<typeof readIntent> & { item: RetryItem }
type Judged = Intended & { holds: number | null; block: RetryBlock | null; plan: CellPlan | 'change' }

function summarise(judged: readonly Judged[], callsPerSecond: number): Omit<RetryPlan, 'plannedAt' | 'catalogueAt'> {
  const counts: Record<CellPlan, number> = { new: 0, extend: 0, shorten: 0, same: 0, blocked: 0 }
  const blocks = new Map<RetryBlock, number>()
  const perLicensee = new Map<string, number>()
  for (const { plan, block, appid } of judged) {
    counts[shownPlan(plan)] += 1
    if (block) blocks.set(block, (blocks.get(block) ?? 0) + 1)
    if (plan !== 'same' && plan !== 'blocked') perLicensee.set(appid, (perLicensee.get(appid) ?? 0) + 1)
  }
  const sent = [...perLicensee.values()]
  const calls = sent.reduce((sum, count) => sum + Math.ceil(count / env.WECHAT_CHUNK_SIZE), 0)
  const reads = sent.reduce((sum, count) => sum + Math.ceil(count / READ_PAGE), 0)
  return {
    counts,
    blocks: [...blocks].map(([cause, count]) => ({ cause, count })),
    toSend: sent.reduce((sum, count) => sum + count, 0),
    licensees: sent.length,
    calls,
    reads,
    predictedMs: Math.round(((calls + reads) / callsPerSecond) * 1_000),
    planKey: createHash('sha256')
      .update(JSON.stringify(judged.map(({ item, plan, holds, block }) => [item.targetKey, plan, holds, block])))
      .digest('base64url'),
    shown: judged.slice(0, SHOWN).map(toShown),
  }
}

/** A revocation's change is shown as one new deed; the ledger tells them apart. */
const shownPlan = (plan: CellPlan | 'change'): CellPlan => (plan === 'change' ? 'new' : plan)

const toShown = ({
  item,
  plan,
  block,
  dramaId,
  dramaName,
  appid,
  licenseeName,
  expiresAt,
}: Judged): PlannedRetryItem => ({
  targetKey: item.targetKey,
  dramaId,
  dramaName,
  appid,
  licenseeName,
  expiresAt: expiresAt === 0 ? 'permanent' : new Date(expiresAt * 1_000).toISOString(),
  plan: shownPlan(plan),
  block,
  causeKey: item.causeKey,
})

const toNewItem = ({ item, plan, block, holds }: Judged): NewItem => ({
  targetKey: item.targetKey,
  groupKey: item.groupKey,
  targetType: 'drama_grant',
  targetId: item.targetId,
  targetName: item.targetName,
  plan,
  ...(block ? { planCause: block } : {}),
  intent: item.intent,
  before: holds === null ? null : { expiresAt: holds },
})

type Wanted = { dramaId: string; appid: string }

function readIntent({ intent, targetId, targetName }: RetryItem) {
  const record = intent !== null && typeof intent === 'object' && !Array.isArray(intent) ? intent : {}
  const text = (key: string, otherwise: string) => (typeof record[key] === 'string' ? record[key] : otherwise)
  const [dramaId = '', appid = ''] = targetId.split('@')
  return {
    dramaId: text('dramaId', dramaId),
    appid: text('appid', appid),
    dramaName: text('dramaName', targetName),
    licenseeName: text('licenseeName', appid),
    expiresAt: typeof record.expiresAt === 'number' ? record.expiresAt : 0,
  }
}

async function readObstacles(connectionId: string, wanted: readonly Wanted[]): Promise<Map<string, BlockCause>> {
  const ids = [...new Set(wanted.map(({ dramaId }) => dramaId))]
  const known = new Map((await findDramas(connectionId, ids)).map((drama) => [drama.dramaId, drama]))
  const obstacles = new Map<string, BlockCause>()
  for (const id of ids) {
    const drama = known.get(id)
    const obstacle = drama ? obstacleOf(drama) : 'unknown_drama'
    if (obstacle) obstacles.set(id, obstacle)
  }
  return obstacles
}

/** `${dramaId}@${appid}` → seconds, 0 permanent, as last read. */
async function readHeldCopies(connectionId: string, wanted: readonly Wanted[]): Promise<Map<string, number>> {
  const rows = await sql<{ drama_id: string; appid: string; expires_at: Date | null }>(
    `select held.drama_id, held.appid, held.expires_at
       from "grant" held join unnest($2::text[], $3::text[]) as asked(drama_id, appid) using (drama_id, appid)
      where held.connection_id = $1`,
    [connectionId, wanted.map(({ dramaId }) => dramaId), wanted.map(({ appid }) => appid)],
  )
  return new Map(
    rows.map((row) => [
      `${row.drama_id}@${row.appid}`,
      row.expires_at === null ? 0 : Math.floor(row.expires_at.getTime() / 1_000),
    ]),
  )
}
