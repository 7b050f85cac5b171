import 'server-only'
import { oneByOne, onlyItem, readAccountGrants, toAccountResult } from '@/lib/grants/account-driver'
import { heldIn, licenseeOf } from '@/lib/grants/account-intent'
import { storeSettledAccountGrant } from '@/lib/grants/grant-store'
import type { OperationDriver, ReadBack } from '@/lib/operations/driver'
import { deauthorizeApp } from '@/lib/wechat/deauthorize-app'
import { alreadyRevoked } from '@/lib/wechat/errors'

/** The generic refusal; for a revocation it may also say that there is nothing left to revoke. */
const GENERIC = 1

/** Takes the whole account back from one licensee. Gone from the list of account-level grants is the goal. */
export const accountRevokeDriver: OperationDriver = {
  action: 'account.revoke',
  connectionKind: 'wechat',
  chunk: oneByOne,
  recheck: async () => [],

  send: async (call, context, items) => {
    const item = onlyItem(items)
    const appid = licenseeOf(item)
    const reply = await deauthorizeApp({ call, connection: context.connection, appid })
    const isGone = reply.code === GENERIC && !(await readAccountGrants(context)).has(appid)
    return toAccountResult(item, reply, (code) => isGone || alreadyRevoked.has(code))
  },

  readBack: async (context, items) => {
    const held = await readAccountGrants(context)
    return items.map((item): ReadBack => {
      const found = held.get(licenseeOf(item))
      return found === undefined
        ? { itemId: item.id, found: 'as_intended', after: null }
        : {
            itemId: item.id,
            found: found === heldIn(item.before) ? 'absent' : 'differs',
            after: { expiresAt: found },
            cause: 'still_held',
          }
    })
  },

  settle: async (sql, context, settled) => {
    for (const { item, verdict, after } of settled) {
      const expiresAt = heldIn(after)
      if (verdict !== 'verified' && expiresAt === null) continue
      await storeSettledAccountGrant(sql, {
        connectionId: context.connection.id,
        appid: licenseeOf(item),
        expiresAt,
        operationId: context.operationId,
      })
    }
  },

  describe: (item, after) => ({ before: item.before, after: after ?? null }),
}
