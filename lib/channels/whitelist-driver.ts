import 'server-only'
import { z } from 'zod'
import { answerOne } from '@/lib/channels/answer'
import type { LedgerItem, OperationContext, OperationDriver, ReadBack, Recheck } from '@/lib/operations/driver'
import { addWhitelistEntry, listWhitelist, type WhitelistEntry } from '@/lib/polyv/whitelist'
import { decryptSecret } from '@/lib/secrets/key-ring'

/** Where an encrypted entry belongs. */
export const entryContext = (channelId: string): string => `operation_item:whitelist:${channelId}`

const intentSchema = z.strictObject({
  rank: z.union([z.literal(1), z.literal(2)]),
  shown: z.string(),
  entry: z.string(),
})
const entrySchema = z.strictObject({ code: z.string(), name: z.string() })
const SEARCH_PAGE = 100

const intentOf = (item: LedgerItem) => intentSchema.parse(item.intent)
const entryOf = (item: LedgerItem): WhitelistEntry =>
  entrySchema.parse(JSON.parse(decryptSecret(intentOf(item).entry, entryContext(item.targetId))))
const scopeOf = (item: LedgerItem) => ({ kind: 'channel', channelId: item.targetId }) as const

/** Adds one member to one rank's whitelist, and reads the list to see it there. */
export const whitelistDriver: OperationDriver = {
  action: 'channel.whitelist.add',
  connectionKind: 'polyv',
  chunk: (items) => items.map((item) => [item]),

  async recheck(context, items) {
    const refused: Recheck[] = []
    for (const item of items) {
      if (await findEntry(context, item)) refused.push({ itemId: item.id, code: 'already_listed', message: null })
    }
    return refused
  },

  async send(call, context, items) {
    const [item] = items
    if (!item || items.length > 1) throw new Error('one entry a call')
    return answerOne(item, () =>
      addWhitelistEntry(call, context.connection, scopeOf(item), intentOf(item).rank, entryOf(item)),
    )
  },

  async readBack(context, items) {
    const readings: ReadBack[] = []
    for (const item of items) {
      const found = await findEntry(context, item)
      const { rank, shown } = intentOf(item)
      readings.push({
        itemId: item.id,
        found: found ? 'as_intended' : 'absent',
        after: { entry: found ? { rank, code: shown } : null },
      })
    }
    return readings
  },

  settle: async () => undefined,
  describe: (item, after) => ({ before: item.before, after }),
}

/** Codes are compared without case, as the upstream does. */
async function findEntry(context: OperationContext, item: LedgerItem): Promise<boolean> {
  const { code } = entryOf(item)
  const wanted = code.toLowerCase()
  for (let page = 1; ; page += 1) {
    const list = await listWhitelist(context.connection, scopeOf(item), intentOf(item).rank, {
      page,
      pageSize: SEARCH_PAGE,
      keyword: code,
    })
    if (list.entries.some((entry) => entry.code.toLowerCase() === wanted)) return true
    if (page >= list.totalPages || list.entries.length === 0) return false
  }
}
