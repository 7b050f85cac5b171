import 'server-only'
import { z } from 'zod'
import { recordEvent } from '@/lib/audit/record'
import { getConnection } from '@/lib/connections/queries'
import { inTransaction } from '@/lib/db'
import { failure, success } from '@/lib/errors'
import { enqueue } from '@/lib/jobs/queue'
import { defineWrite } from '@/lib/write'

/** Asks the worker to read the catalogue again now. */
export const requestCatalogueSync = defineWrite({
  name: 'drama.sync',
  permission: 'grant.write',
  input: z.strictObject({ connectionId: z.uuid() }),
  run: async ({ connectionId }, { actor, requestId }) => {
    const connection = await getConnection(connectionId)
    if (!connection?.isEnabled || connection.kind !== 'wechat') return failure('connection_missing')
    await inTransaction(async (sql) => {
      await recordEvent(sql, {
        phase: 'requested',
        action: 'drama.sync',
        outcome: 'pending',
        actor,
        requestId,
        connectionId,
        target: { type: 'connection', id: connectionId, name: connection.name },
      })
      await enqueue(sql, 'catalogue.sync', { connectionId })
    })
    return success({ askedAt: new Date().toISOString() })
  },
})
