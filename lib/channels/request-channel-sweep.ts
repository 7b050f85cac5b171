import 'server-only'
import { recordEvent } from '@/lib/audit/record'
import { sweepChannelsInput } from '@/lib/channels/drift-schema'
import { readChannelSweep } from '@/lib/channels/sweep-state'
import { getConnection } from '@/lib/connections/queries'
import { inTransaction } from '@/lib/db'
import { failure, success } from '@/lib/errors'
import { enqueue } from '@/lib/jobs/queue'
import { defineWrite } from '@/lib/write'

/** Asks the worker to compare the account's channels with the upstream now. One that is at it already serves for both. */
export const requestChannelSweep = defineWrite({
  name: 'channel.sweep',
  permission: 'channel.write',
  input: sweepChannelsInput,
  target: ({ connectionId }) => ({ type: 'connection', id: connectionId, name: '' }),
  run: async ({ connectionId }, { actor, requestId }) => {
    const connection = await getConnection(connectionId)
    if (!connection?.isEnabled || connection.kind !== 'polyv') return failure('connection_missing')
    if ((await readChannelSweep(connectionId)).state === 'running') return success({ isUnderWay: true })
    await inTransaction(async (sql) => {
      await recordEvent(sql, {
        phase: 'requested',
        action: 'channel.sweep',
        outcome: 'pending',
        actor,
        requestId,
        connectionId,
        target: { type: 'connection', id: connectionId, name: connection.name },
      })
      await enqueue(sql, 'channels.sweep', { connectionId }, { singletonKey: connectionId })
    })
    return success({ isUnderWay: false })
  },
})
