import 'server-only'
import { accountIntentOf, heldIn } from '@/lib/grants/account-intent'
import { toSeconds } from '@/lib/grants/classify-cell'
import { noteMissingCategory } from '@/lib/grants/driver'
import { storeSettledAccountGrant } from '@/lib/grants/grant-store'
import { FLOOR_MS } from '@/lib/grants/schema'
import type { LedgerItem, OperationContext, OperationDriver, ReadBack, SendResult } from '@/lib/operations/driver'
import type { AccountWriteReply } from '@/lib/wechat/authorize-app'
import { authorizeApp } from '@/lib/wechat/authorize-app'
import { judgeWrite } from '@/lib/wechat/errors'
import { getAuthorizeApps } from '@/lib/wechat/get-authorize-apps'

const CATEGORY_MISSING = 10090038

/** Grants one licensee the whole account. Judged by the list of account-level grants and by nothing else. */
export const accountGrantDriver: OperationDriver = {
  action: 'account.grant',
  connectionKind: 'wechat',
  chunk: oneByOne,

  recheck: async (context, items) => {
    const earliest = (Date.now() + context.connection.clockOffsetMs() + FLOOR_MS) / 1000
    return items
      .filter((item) => accountIntentOf(item).expiresAt !== 0 && accountIntentOf(item).expiresAt < earliest)
      .map((item) => ({ itemId: item.id, code: 'expiry_floor', message: null }))
  },

  send: async (call, context, items) => {
    const item = onlyItem(items)
    const { appid, expiresAt } = accountIntentOf(item)
    const reply = await authorizeApp({
      call,
      connection: context.connection,
      appid,
      expiresAt: expiresAt === 0 ? null : new Date(expiresAt * 1000),
    })
    if (reply.code === CATEGORY_MISSING) await noteMissingCategory(appid)
    return toAccountResult(item, reply)
  },

  readBack: async (context, items) => {
    const held = await readAccountGrants(context)
    return items.map((item): ReadBack => {
      const intent = accountIntentOf(item)
      const found = held.get(intent.appid)
      if (found === intent.expiresAt) return { itemId: item.id, found: 'as_intended', after: { expiresAt: found } }
      if (found === undefined) return { itemId: item.id, found: 'absent', after: null }
      return found === heldIn(item.before)
        ? { itemId: item.id, found: 'absent', after: { expiresAt: found }, cause: 'expiry_unchanged' }
        : { itemId: item.id, found: 'differs', after: { expiresAt: found } }
    })
  },

  settle: async (sql, context, settled) => {
    for (const { item, verdict, after } of settled) {
      const expiresAt = heldIn(after)
      if (verdict !== 'verified' && verdict !== 'mismatch' && expiresAt === null) continue
      const { appid } = accountIntentOf(item)
      await storeSettledAccountGrant(sql, {
        connectionId: context.connection.id,
        appid,
        expiresAt,
        operationId: context.operationId,
      })
    }
  },

  describe: (item, after) => ({ before: item.before, after: after ?? null }),
}

/** appid → until when it holds the whole account, in seconds (0 permanent). */
export async function readAccountGrants(context: OperationContext): Promise<ReadonlyMap<string, number>> {
  const grants = await getAuthorizeApps(context.connection)
  return new Map(grants.map((grant) => [grant.appid, toSeconds(grant.expiresAt)]))
}

export function oneByOne(items: LedgerItem[]): LedgerItem[][] {
  return items.map((item) => [item])
}

export function onlyItem(items: LedgerItem[]): LedgerItem {
  const [item, second] = items
  if (!item || second) throw new Error('an account-level call concerns exactly one licensee')
  return item
}

/** @param isDone codes that count as success, e.g. "already revoked" for a revocation. */
export function toAccountResult(
  item: LedgerItem,
  reply: AccountWriteReply,
  isDone: (code: number) => boolean = () => false,
): SendResult {
  const judged = isDone(reply.code) ? { outcome: 'succeeded' as const } : judgeWrite(reply.code, item.attempts + 1)
  return {
    answers: [
      {
        itemId: item.id,
        outcome: judged.outcome,
        code: String(reply.code),
        message: reply.message || null,
        rid: reply.rid,
      },
    ],
    exchange: reply.exchange,
    ...('pauseMs' in judged && judged.pauseMs ? { pauseMs: judged.pauseMs } : {}),
    ...('parkMs' in judged && judged.parkMs ? { parkMs: judged.parkMs } : {}),
  }
}
