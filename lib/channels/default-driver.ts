import 'server-only'
import { answerOne } from '@/lib/channels/answer'
import { compareConditions, hiddenChanges } from '@/lib/channels/compare'
import { conditionsFingerprint, viewConditions } from '@/lib/channels/conditions-view'
import { ACCOUNT_DEFAULT } from '@/lib/channels/form-schema'
import { type ConditionsIntent, intentSchema } from '@/lib/channels/intent'
import { resolveRanks } from '@/lib/channels/resolve-intent'
import { saveVersion } from '@/lib/channels/versions'
import type { LedgerItem, OperationContext, OperationDriver, ReadBack } from '@/lib/operations/driver'
import type { ConditionsReading } from '@/lib/polyv/conditions'
import { getConditions } from '@/lib/polyv/get-conditions'
import { updateConditions } from '@/lib/polyv/update-conditions'

const intentOf = (item: LedgerItem): ConditionsIntent => intentSchema.parse(item.intent)
const readDefault = ({ connection }: OperationContext): Promise<ConditionsReading> =>
  getConditions(connection, { kind: 'account_default' })

/** The reading a verdict rests on, until the verdict is written with it. */
const readings = new Map<string, ConditionsReading>()

/** Writes the account default, alone on its account, and reads it back. */
export const defaultDriver: OperationDriver = {
  action: 'channel.default.update',
  connectionKind: 'polyv',
  hold: 'exclusive',
  chunk: (items) => items.map((item) => [item]),

  async recheck(context, items) {
    const fresh = conditionsFingerprint(await readDefault(context))
    return items
      .filter((item) => intentOf(item).base !== fresh)
      .map((item) => ({ itemId: item.id, code: 'stale_base', message: null }))
  },

  async send(call, context, items) {
    const [item] = items
    if (!item || items.length > 1) throw new Error('there is one account default')
    const ranks = resolveRanks(ACCOUNT_DEFAULT, intentOf(item).ranks, await readDefault(context))
    return answerOne(item, () => updateConditions(call, context.connection, { kind: 'account_default' }, ranks))
  },

  async readBack(context, items) {
    const reading = await readDefault(context)
    return items.map((item): ReadBack => {
      readings.set(item.id, reading)
      const intent = intentOf(item)
      const fields = compareConditions(intent.ranks, reading)
      const differs = fields.some((field) => field.reading === 'differs')
      const found = !differs ? 'as_intended' : conditionsFingerprint(reading) === intent.base ? 'absent' : 'differs'
      const isHidden = !differs && hiddenChanges(fields, intent.changed)
      return {
        itemId: item.id,
        found,
        after: viewConditions(reading),
        fields,
        ...(isHidden ? { cause: 'hidden_fields' } : {}),
      }
    })
  },

  async settle(sql, context, settled) {
    for (const { item, verdict } of settled) {
      const reading = readings.get(item.id)
      readings.delete(item.id)
      if (!reading) continue
      const byUs = verdict === 'verified' || verdict === 'partial'
      await saveVersion(
        sql,
        context.connection.id,
        ACCOUNT_DEFAULT,
        reading,
        byUs
          ? { by: 'us', operationId: item.operationId, restored: intentOf(item).restores }
          : { by: 'read_back', operationId: item.operationId },
      )
    }
  },

  describe: (item, after) => ({ before: item.before, after }),
}

/** The same write of a former state, allowed while the alarm holds the account shut. */
export const restoreDefaultDriver: OperationDriver = {
  ...defaultDriver,
  action: 'channel.default.restore',
  evenClosed: true,
}
