import 'server-only'
import { answerOne } from '@/lib/channels/answer'
import { refreshRow } from '@/lib/channels/channel-rows'
import { compareConditions, hiddenChanges } from '@/lib/channels/compare'
import { conditionsFingerprint, viewConditions } from '@/lib/channels/conditions-view'
import { alarmOfDefault, type DefaultSeen, seeDefault, seenBefore } from '@/lib/channels/default-watch'
import { type ConditionsIntent, intentSchema } from '@/lib/channels/intent'
import { isStale } from '@/lib/channels/is-stale'
import { resolveRanks } from '@/lib/channels/resolve-intent'
import { saveVersion } from '@/lib/channels/versions'
import type { Alarm, LedgerItem, OperationContext, OperationDriver, ReadBack } from '@/lib/operations/driver'
import type { ConditionsReading } from '@/lib/polyv/conditions'
import { getConditions } from '@/lib/polyv/get-conditions'
import { updateConditions } from '@/lib/polyv/update-conditions'

/** What this process learned about an item between two steps. Lost with the process, and then read anew. */
type Memory = { fresh?: ConditionsReading; readBack?: ConditionsReading; seen?: DefaultSeen; alarmed?: boolean }
const memories = new Map<string, Memory>()
const MEMORIES_KEPT = 500

function memoryOf(item: LedgerItem): Memory {
  const memory = memories.get(item.id) ?? {}
  if (!memories.has(item.id)) {
    for (const oldest of [...memories.keys()].slice(0, Math.max(0, memories.size - MEMORIES_KEPT)))
      memories.delete(oldest)
    memories.set(item.id, memory)
  }
  return memory
}

const intentOf = (item: LedgerItem): ConditionsIntent => intentSchema.parse(item.intent)
const readChannel = ({ connection }: OperationContext, item: LedgerItem) =>
  getConditions(connection, { kind: 'channel', channelId: item.targetId })

/** Saves the conditions of one channel: read, compare with what the person saw, write both ranks, read back. */
export const conditionsDriver: OperationDriver = {
  action: 'channel.conditions.update',
  connectionKind: 'polyv',
  hold: 'shared',
  witness: (item) => memoryOf(item).seen ?? null,
  chunk: (items) => items.map((item) => [item]),

  async recheck(context, items) {
    const refused = []
    for (const item of items) {
      const memory = memoryOf(item)
      memory.fresh = await readChannel(context, item)
      const { print, version } = await seeDefault(context.connection)
      memory.seen = { print, version }
      if (isStale(intentOf(item), memory.fresh)) refused.push({ itemId: item.id, code: 'stale_base', message: null })
    }
    return refused
  },

  async send(call, context, items) {
    const [item] = items
    if (!item || items.length > 1) throw new Error('conditions are written one channel a call')
    const fresh = memoryOf(item).fresh ?? (await readChannel(context, item))
    const ranks = resolveRanks(item.targetId, intentOf(item).ranks, fresh)
    return answerOne(item, () =>
      updateConditions(call, context.connection, { kind: 'channel', channelId: item.targetId }, ranks),
    )
  },

  async readBack(context, items) {
    const readings: ReadBack[] = []
    for (const item of items) readings.push(await readItem(context, item))
    return readings
  },

  async settle(sql, context, settled) {
    for (const { item, verdict } of settled) {
      const reading = memoryOf(item).readBack
      memories.delete(item.id)
      if (!reading) continue
      const byUs = verdict === 'verified' || verdict === 'partial'
      await saveVersion(
        sql,
        context.connection.id,
        item.targetId,
        reading,
        byUs
          ? { by: 'us', operationId: item.operationId, restored: intentOf(item).restores }
          : { by: 'read_back', operationId: item.operationId },
      )
      await refreshRow(sql, context.connection.id, item.targetId, reading)
    }
  },

  describe: (item, after) => ({ before: item.before, after }),
}

/** The same write of a former version. */
export const restoreConditionsDriver: OperationDriver = { ...conditionsDriver, action: 'channel.conditions.restore' }
/** That of several channels, each with the version it was known by. */
export const restoreDriftsDriver: OperationDriver = { ...conditionsDriver, action: 'channel.drift.restore' }

async function readItem(context: OperationContext, item: LedgerItem): Promise<ReadBack> {
  const intent = intentOf(item)
  const memory = memoryOf(item)
  const reading = await readChannel(context, item)
  memory.readBack = reading
  const alarm = await alarmOfDefault(
    context.connection,
    memory.seen ?? seenBefore(item) ?? { print: intent.accountDefault, version: null },
    { channelId: item.targetId, operationId: item.operationId },
  )
  const defaultMoved = alarm !== null
  const fields = compareConditions(intent.ranks, reading)
  const differs = fields.some((field) => field.reading === 'differs')
  const found = !differs ? 'as_intended' : conditionsFingerprint(reading) === intent.base ? 'absent' : 'differs'
  const cause = defaultMoved
    ? 'default_touched'
    : reading.followsDefault
      ? 'follows_default'
      : hiddenChanges(fields, intent.changed)
        ? 'hidden_fields'
        : undefined
  const alarms: Alarm[] = alarm && !memory.alarmed ? [alarm] : []
  memory.alarmed ||= defaultMoved
  const reported = found === 'as_intended' || defaultMoved ? cause : undefined
  return {
    itemId: item.id,
    found,
    after: viewConditions(reading),
    fields,
    alarms,
    ...(reported ? { cause: reported } : {}),
  }
}
