import 'server-only'
import { recordEvent } from '@/lib/audit/record'
import { syncChannelsSchema } from '@/lib/channels/schema'
import { getConnection } from '@/lib/connections/queries'
import { inTransaction } from '@/lib/db'
import { failure, success } from '@/lib/errors'
import { enqueue } from '@/lib/jobs/queue'
import { defineWrite } from '@/lib/write'

/** Asks the worker to read the channel list again. */
export const requestSync = defineWrite({
  name: 'channel.sync',
  permission: 'channel.write',
  input: syncChannelsSchema,
  run: async ({ connectionId }, { actor, requestId }) => {
    const connection = await getConnection(connectionId)
    if (connection?.kind !== 'polyv') return failure('connection_missing')
    await inTransaction(async (sql) => {
      await recordEvent(sql, {
        phase: 'requested',
        action: 'channel.sync',
        outcome: 'pending',
        actor,
        requestId,
        connectionId,
        target: { type: 'connection', id: connectionId, name: connection.name },
      })
      await enqueue(sql, 'channels.sync', { connectionId }, { singletonKey: connectionId })
    })
    return success(null)
  },
})
