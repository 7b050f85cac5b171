import 'server-only'
import { toSendResult } from '@/lib/grants/answers'
import { toSeconds } from '@/lib/grants/classify-cell'
import { chunkByLicensee } from '@/lib/grants/driver'
import { storeSettledGrants } from '@/lib/grants/grant-store'
import { heldIn, intentOf } from '@/lib/grants/intent'
import { holdersOf } from '@/lib/grants/upstream-reads'
import type { LedgerItem, OperationContext, OperationDriver, ReadBack } from '@/lib/operations/driver'
import { deauthorizeDramas } from '@/lib/wechat/deauthorize-dramas'
import { alreadyRevoked } from '@/lib/wechat/errors'
import { getAuthorizeApps } from '@/lib/wechat/get-authorize-apps'
import { getAuthorizeObjects } from '@/lib/wechat/get-authorize-objects'

/** Takes grants back. Its intents carry the ids and `expiresAt` 0, which nothing reads. */
export const revokeDriver: OperationDriver = {
  action: 'drama.revoke',
  connectionKind: 'wechat',
  chunk: chunkByLicensee,
  recheck: async () => [],

  send: async (call, context, items) => {
    const [first] = items
    if (!first) throw new Error('a revocation call without items')
    const reply = await deauthorizeDramas({
      call,
      connection: context.connection,
      dramaIds: items.map((item) => intentOf(item).dramaId),
      appid: intentOf(first).appid,
    })
    return toSendResult(items, reply, (code) => alreadyRevoked.has(code))
  },

  readBack,

  settle: async (sql, context, settled) => {
    const grants = settled.map(({ item, verdict, after }) => ({
      ...intentOf(item),
      wasRead: verdict === 'verified' || verdict === 'partial',
      expiresAt: heldIn(after),
    }))
    await storeSettledGrants(
      sql,
      context.connection.id,
      context.operationId,
      grants.filter(({ wasRead, expiresAt }) => wasRead || expiresAt !== null),
    )
  },

  describe: (item, after) => ({ before: item.before, after: after ?? null }),
}

/** Gone is as intended; under an account-level grant the drama still plays, so that is said with the verdict. */
async function readBack(context: OperationContext, items: LedgerItem[]): Promise<ReadBack[]> {
  const holders = holdersOf(await getAuthorizeApps(context.connection), Date.now())
  const readings: ReadBack[] = []
  for (const [appid, group] of Map.groupBy(items, (item) => intentOf(item).appid)) {
    const grants = await getAuthorizeObjects(context.connection, { appid })
    const held = new Map(grants.map((grant) => [grant.dramaId, toSeconds(grant.expiresAt)]))
    for (const item of group) {
      const found = held.get(intentOf(item).dramaId)
      if (found === undefined)
        readings.push({
          itemId: item.id,
          found: 'as_intended',
          after: null,
          ...(holders.has(appid) ? { cause: 'account_grant' } : {}),
        })
      else
        readings.push({
          itemId: item.id,
          found: found === heldIn(item.before) ? 'absent' : 'differs',
          after: { expiresAt: found },
          cause: 'still_held',
        })
    }
  }
  return readings
}
