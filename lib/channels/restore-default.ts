import 'server-only'
import { conditionsFingerprint, viewConditions, wholeFingerprint } from '@/lib/channels/conditions-view'
import { viewIntents } from '@/lib/channels/intent-view'
import { restoreVersion } from '@/lib/channels/restore-version'
import { restoreDefaultSchema } from '@/lib/channels/schema'
import { toFailure } from '@/lib/channels/upstream-failure'
import { openVersion } from '@/lib/channels/versions'
import { ACCOUNT_DEFAULT } from '@/lib/channels/versions-schema'
import { openConnection } from '@/lib/connections/queries'
import { sql } from '@/lib/db'
import { failure } from '@/lib/errors'
import { UpstreamError } from '@/lib/http'
import { isRepeat, submitOperation } from '@/lib/operations/submit'
import type { ConditionsReading } from '@/lib/polyv/conditions'
import { getConditions } from '@/lib/polyv/get-conditions'
import type { Json } from '@/lib/secrets/redact'
import { defineWrite } from '@/lib/write'

/** Brings a former account default back, secrets included. The one write that goes out while the alarm holds the account shut. */
export const restoreDefault = defineWrite({
  name: 'channel.default.restore',
  permission: 'default.write',
  input: restoreDefaultSchema,
  target: () => ({ type: 'channel', id: ACCOUNT_DEFAULT, name: '' }),
  run: async ({ connectionId, requestKey, version, base, reason }, { actor, requestId }) => {
    const { connection } = await openConnection(connectionId)
    if (connection.kind !== 'polyv') return failure('connection_missing')
    const target = { type: 'channel', id: ACCOUNT_DEFAULT, name: connection.name } as const
    const operation = {
      action: 'channel.default.restore',
      connectionId,
      requestKey,
      reason,
      actor,
      requestId,
      target,
      evenClosed: true as const,
      input: { version, base, reason },
    }
    if (await isRepeat(requestKey)) return submitOperation({ ...operation, summary: {}, items: [] })
    const stored = await openVersion(sql, connectionId, ACCOUNT_DEFAULT, version)
    if (!stored) return failure('not_found')
    let reading: ConditionsReading
    try {
      reading = await getConditions(connection, { kind: 'account_default' })
    } catch (error) {
      if (error instanceof UpstreamError) return toFailure(error)
      throw error
    }
    const fingerprint = conditionsFingerprint(reading)
    if (fingerprint !== base) return failure('stale_base')
    const restoration = restoreVersion(ACCOUNT_DEFAULT, stored, reading, Date.now() + connection.clockOffsetMs())
    if (Object.keys(restoration.fieldErrors).length > 0)
      return failure('invalid_input', { fieldErrors: restoration.fieldErrors })
    if (restoration.ranks.length === 0)
      return failure('invalid_input', { fieldErrors: { version: 'nothingToRestore' } })
    const before = viewConditions(reading)
    const after = { ...before, ...viewIntents(restoration.ranks, reading) }
    const changed = restoration.changes.map(({ rank, path }) => `${rank}.${path}`)
    return submitOperation({
      ...operation,
      before,
      after,
      summary: {
        channelId: ACCOUNT_DEFAULT,
        channelName: connection.name,
        version,
        changes: changed.length,
        changed,
        omitted: [],
      },
      items: [
        {
          targetKey: `channel:${ACCOUNT_DEFAULT}`,
          groupKey: `channel:${ACCOUNT_DEFAULT}`,
          targetType: 'channel',
          targetId: ACCOUNT_DEFAULT,
          targetName: connection.name,
          plan: 'change',
          before,
          intent: { ranks: restoration.ranks, base, accountDefault: wholeFingerprint(reading), changed } as Json,
        },
      ],
    })
  },
})
