import 'server-only'
import { toSendResult } from '@/lib/grants/answers'
import { toSeconds } from '@/lib/grants/classify-cell'
import { chunkByLicensee } from '@/lib/grants/driver'
import { storeSettledGrants } from '@/lib/grants/grant-store'
import { cellOf, heldIn } from '@/lib/grants/intent'
import { holdersOf } from '@/lib/grants/upstream-reads'
import type { ItemAnswer, LedgerItem, OperationContext, OperationDriver, ReadBack } from '@/lib/operations/driver'
import { deauthorizeDramas } from '@/lib/wechat/deauthorize-dramas'
import { alreadyRevoked } from '@/lib/wechat/errors'
import { getAuthorizeApps } from '@/lib/wechat/get-authorize-apps'
import { getAuthorizeObjects } from '@/lib/wechat/get-authorize-objects'

/** Takes grants back. */
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
      dramaIds: items.map((item) => cellOf(item).dramaId),
      appid: cellOf(first).appid,
    })
    const result = toSendResult(items, reply, (code) => alreadyRevoked.has(code))
    return { ...result, answers: await excuseAbsent(context, items, result.answers) }
  },

  readBack,

  settle: async (sql, context, settled) => {
    const grants = settled.map(({ item, verdict, after }) => ({
      ...cellOf(item),
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

/** A refusal of what is no longer there has reached the goal: the upstream's code for it is a generic one. */
async function excuseAbsent(
  context: OperationContext,
  items: LedgerItem[],
  answers: ItemAnswer[],
): Promise<ItemAnswer[]> {
  const [first] = items
  if (!first || !answers.some((answer) => answer.outcome === 'refused')) return answers
  const grants = await getAuthorizeObjects(context.connection, { appid: cellOf(first).appid })
  const held = new Set(grants.map((grant) => grant.dramaId))
  const absent = new Set(items.filter((item) => !held.has(cellOf(item).dramaId)).map((item) => item.id))
  return answers.map((answer) =>
    answer.outcome === 'refused' && absent.has(answer.itemId) ? { ...answer, outcome: 'succeeded' } : answer,
  )
}

/** Gone is as intended; under an account-level grant the drama still plays, so that is said with the verdict. */
async function readBack(context: OperationContext, items: LedgerItem[]): Promise<ReadBack[]> {
  const holders = holdersOf(await getAuthorizeApps(context.connection), Date.now())
  const readings: ReadBack[] = []
  for (const [appid, group] of Map.groupBy(items, (item) => cellOf(item).appid)) {
    const grants = await getAuthorizeObjects(context.connection, { appid })
    const held = new Map(grants.map((grant) => [grant.dramaId, toSeconds(grant.expiresAt)]))
    for (const item of group) {
      const found = held.get(cellOf(item).dramaId)
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
