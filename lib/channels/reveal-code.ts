import 'server-only'
import { recordEvent } from '@/lib/audit/record'
import { ACCOUNT_DEFAULT } from '@/lib/channels/form-schema'
import { channelNameOf } from '@/lib/channels/queries'
import { revealCodeSchema } from '@/lib/channels/schema'
import { scopeOf } from '@/lib/channels/scope'
import { toFailure } from '@/lib/channels/upstream-failure'
import { getConnection, openConnection } from '@/lib/connections/queries'
import { inTransaction } from '@/lib/db'
import { failure } from '@/lib/errors'
import { UpstreamError } from '@/lib/http'
import type { RankReading } from '@/lib/polyv/conditions'
import { getConditions } from '@/lib/polyv/get-conditions'
import { defineWrite } from '@/lib/write'

/**
 * Shows the viewing code of one rank to somebody who may see it, read live. Each time is an event, and an event that
 * cannot be written shows nothing.
 */
export const revealCode = defineWrite({
  name: 'secret.reveal',
  permission: 'secret.reveal',
  input: revealCodeSchema,
  target: ({ channelId }) => ({ type: 'channel', id: channelId, name: channelId }),
  run: async ({ connectionId, channelId, rank }, { actor, requestId }) => {
    const account = await getConnection(connectionId)
    if (!account?.isEnabled || account.kind !== 'polyv') return failure('connection_missing')
    const reading = await readRankOf(connectionId, channelId, rank)
    if (reading instanceof UpstreamError) return toFailure(reading)
    const code = reading.settings.code.authCode
    if (code === null) return failure('not_found')
    const name = channelId === ACCOUNT_DEFAULT ? account.name : await channelNameOf(connectionId, channelId)
    await inTransaction(async (sql) => {
      await recordEvent(sql, {
        phase: 'read',
        action: 'secret.reveal',
        outcome: 'succeeded',
        connectionId,
        actor,
        target: { type: 'channel', id: channelId, name },
        detail: { rank, secret: 'authCode' },
        requestId,
      })
    })
    return { ok: true, data: { code: code.reveal() } }
  },
})

async function readRankOf(connectionId: string, channelId: string, rank: 1 | 2): Promise<RankReading | UpstreamError> {
  const { connection } = await openConnection(connectionId)
  try {
    const { primary, secondary } = await getConditions(connection, scopeOf(channelId))
    return rank === 1 ? primary : secondary
  } catch (error) {
    if (error instanceof UpstreamError) return error
    throw error
  }
}
