import 'server-only'
import { sql as plainSql } from '@/lib/db'
import { toSendResult } from '@/lib/grants/answers'
import { toSeconds } from '@/lib/grants/classify-cell'
import { storeSettledGrants } from '@/lib/grants/grant-store'
import { heldIn, intentOf } from '@/lib/grants/intent'
import { FLOOR_MS } from '@/lib/grants/schema'
import { holdersOf } from '@/lib/grants/upstream-reads'
import type { LedgerItem, OperationContext, OperationDriver, ReadBack } from '@/lib/operations/driver'
import { authorizeDramas } from '@/lib/wechat/authorize-dramas'
import { getAuthorizeApps } from '@/lib/wechat/get-authorize-apps'
import { getAuthorizeObjects } from '@/lib/wechat/get-authorize-objects'

/** The partner must act before another grant can work; shown as a warning the next time. */
const CATEGORY_MISSING = '10090038'

export const grantDriver: OperationDriver = {
  action: 'drama.grant',
  connectionKind: 'wechat',
  chunk: chunkByLicensee,

  recheck: async (context, items) => {
    const earliest = (Date.now() + context.connection.clockOffsetMs() + FLOOR_MS) / 1000
    return items
      .filter((item) => intentOf(item).expiresAt !== 0 && intentOf(item).expiresAt < earliest)
      .map((item) => ({ itemId: item.id, code: 'expiry_floor', message: null }))
  },

  send: async (call, context, items) => {
    const [first] = items
    if (!first) throw new Error('a grant call without items')
    const { appid, expiresAt } = intentOf(first)
    const reply = await authorizeDramas({
      call,
      connection: context.connection,
      dramaIds: items.map((item) => intentOf(item).dramaId),
      appid,
      expiresAt: expiresAt === 0 ? null : new Date(expiresAt * 1000),
    })
    const result = toSendResult(items, reply)
    if (result.answers.some((answer) => answer.code === CATEGORY_MISSING)) await noteMissingCategory(appid)
    return result
  },

  readBack,

  settle: async (sql, context, settled) => {
    const grants = settled.map(({ item, verdict, after }) => ({
      ...intentOf(item),
      verdict,
      expiresAt: heldIn(after),
    }))
    const wasRead = new Set(['verified', 'mismatch', 'partial'])
    await storeSettledGrants(
      sql,
      context.connection.id,
      context.operationId,
      grants.filter(({ verdict, expiresAt }) => wasRead.has(verdict) || expiresAt !== null),
    )
    const accepted = new Set(grants.filter(({ verdict }) => verdict === 'verified').map(({ appid }) => appid))
    if (accepted.size > 0)
      await sql(
        'update licensee set last_refusal_code = null, last_refusal_at = null where appid = any($1) and last_refusal_code is not null',
        [[...accepted]],
      )
  },

  describe: (item, after) => ({ before: item.before, after: after ?? null }),
}

/** One licensee per call, and no more dramas than the account takes at once. */
export function chunkByLicensee(items: LedgerItem[], { connection }: OperationContext): LedgerItem[][] {
  const chunks: LedgerItem[][] = []
  for (const group of Map.groupBy(items, (item) => item.groupKey).values()) {
    for (let start = 0; start < group.length; start += connection.chunkSize)
      chunks.push(group.slice(start, start + connection.chunkSize))
  }
  return chunks
}

/** The expiry must match to the second. What still holds its former state counts as not applied, not as changed by others. */
async function readBack(context: OperationContext, items: LedgerItem[]): Promise<ReadBack[]> {
  const readings: ReadBack[] = []
  let holders: ReadonlySet<string> | null = null
  for (const [appid, group] of Map.groupBy(items, (item) => intentOf(item).appid)) {
    const only = group.length === 1 && group[0] ? { dramaId: intentOf(group[0]).dramaId } : {}
    const grants = await getAuthorizeObjects(context.connection, { appid, ...only })
    const held = new Map(grants.map((grant) => [grant.dramaId, toSeconds(grant.expiresAt)]))
    for (const item of group) {
      const intent = intentOf(item)
      const found = held.get(intent.dramaId)
      if (found === intent.expiresAt)
        readings.push({ itemId: item.id, found: 'as_intended', after: { expiresAt: found } })
      else if (found !== undefined && found !== heldIn(item.before))
        readings.push({ itemId: item.id, found: 'differs', after: { expiresAt: found } })
      else if (found !== undefined)
        readings.push({ itemId: item.id, found: 'absent', after: { expiresAt: found }, cause: 'expiry_unchanged' })
      else {
        holders ??= holdersOf(await getAuthorizeApps(context.connection), Date.now())
        readings.push({
          itemId: item.id,
          found: 'absent',
          after: null,
          ...(holders.has(appid) ? { cause: 'account_grant', isInEffect: true as const } : {}),
        })
      }
    }
  }
  return readings
}

export const noteMissingCategory = (appid: string) =>
  plainSql('update licensee set last_refusal_code = $2, last_refusal_at = clock_timestamp() where appid = $1', [
    appid,
    CATEGORY_MISSING,
  ])
