import 'server-only'
import { z } from 'zod'
import { answerOne } from '@/lib/channels/answer'
import { refreshRow } from '@/lib/channels/channel-rows'
import { conditionsFingerprint, viewConditions } from '@/lib/channels/conditions-view'
import { alarmOfDefault, seeDefault, seenBefore } from '@/lib/channels/default-watch'
import { saveVersion } from '@/lib/channels/versions'
import type { LedgerItem, OperationContext, OperationDriver, ReadBack } from '@/lib/operations/driver'
import type { ConditionsReading } from '@/lib/polyv/conditions'
import { getConditions } from '@/lib/polyv/get-conditions'
import { updateFollows } from '@/lib/polyv/update-follows'
import type { Json } from '@/lib/secrets/redact'

const intentSchema = z.strictObject({
  follows: z.boolean(),
  base: z.string(),
  /** What the channel is to follow, as it was shown; null when it stops. */
  accountDefault: z.string().nullish(),
})
const intentOf = (item: LedgerItem) => intentSchema.parse(item.intent)
const readChannel = ({ connection }: OperationContext, item: LedgerItem): Promise<ConditionsReading> =>
  getConditions(connection, { kind: 'channel', channelId: item.targetId })

const seen = new Map<string, Json>()
const readings = new Map<string, ConditionsReading>()
const alarmed = new Set<string>()

/** Makes one channel follow the account default, or stop following it, and reads the channel to see it. */
export const followDriver: OperationDriver = {
  action: 'channel.follow.update',
  connectionKind: 'polyv',
  hold: 'shared',
  witness: (item) => seen.get(item.id) ?? null,
  chunk: (items) => items.map((item) => [item]),

  async recheck(context, items) {
    const refused = []
    for (const item of items) {
      const { follows, base, accountDefault } = intentOf(item)
      const fresh = await readChannel(context, item)
      const { print, version } = await seeDefault(context.connection)
      seen.set(item.id, { print, version })
      if (fresh.followsDefault === follows) refused.push({ itemId: item.id, code: 'already_so', message: null })
      else if (conditionsFingerprint(fresh) !== base || (follows && print !== accountDefault))
        refused.push({ itemId: item.id, code: 'stale_base', message: null })
    }
    return refused
  },

  async send(call, context, items) {
    const [item] = items
    if (!item || items.length > 1) throw new Error('one channel a call')
    return answerOne(item, () => updateFollows(call, context.connection, item.targetId, intentOf(item).follows))
  },

  async readBack(context, items) {
    const found: ReadBack[] = []
    for (const item of items) found.push(await readItem(context, item))
    return found
  },

  async settle(sql, context, settled) {
    for (const { item, verdict } of settled) {
      const reading = readings.get(item.id)
      readings.delete(item.id)
      seen.delete(item.id)
      alarmed.delete(item.id)
      if (!reading) continue
      const byUs = verdict === 'verified' || verdict === 'partial'
      const made = { by: byUs ? ('us' as const) : ('read_back' as const), operationId: item.operationId }
      await saveVersion(sql, context.connection.id, item.targetId, reading, made)
      await refreshRow(sql, context.connection.id, item.targetId, reading)
    }
  },

  describe: (item, after) => ({ before: item.before, after }),
}

async function readItem(context: OperationContext, item: LedgerItem): Promise<ReadBack> {
  const { follows, base } = intentOf(item)
  const reading = await readChannel(context, item)
  readings.set(item.id, reading)
  const before = seenBefore(item)
  const target = { channelId: item.targetId, operationId: item.operationId }
  const alarm = before && (await alarmOfDefault(context.connection, before, target))
  const isNews = alarm !== null && !alarmed.has(item.id)
  if (isNews) alarmed.add(item.id)
  const isSo = reading.followsDefault === follows
  // Turned back to what it was, the channel would read as before, unless its own conditions were replaced on the way.
  const isReplaced = conditionsFingerprint({ ...reading, followsDefault: !follows }) !== base
  const cause = alarm ? 'default_touched' : isSo && isReplaced ? 'conditions_replaced' : undefined
  return {
    itemId: item.id,
    found: isSo ? 'as_intended' : conditionsFingerprint(reading) === base ? 'absent' : 'differs',
    after: viewConditions(reading),
    fields: [
      {
        path: 'followsDefault',
        reading: reading.followsDefault === null ? 'not_readable' : isSo ? 'confirmed' : 'differs',
      },
    ],
    ...(isNews ? { alarms: [alarm] } : {}),
    ...(cause ? { cause } : {}),
  }
}
