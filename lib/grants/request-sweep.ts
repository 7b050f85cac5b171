import 'server-only'
import { recordEvent } from '@/lib/audit/record'
import { getConnection } from '@/lib/connections/queries'
import { inTransaction } from '@/lib/db'
import { failure, success } from '@/lib/errors'
import { readSweep } from '@/lib/grants/drift-queries'
import { sweepInput } from '@/lib/grants/drift-schema'
import { enqueue } from '@/lib/jobs/queue'
import { defineWrite } from '@/lib/write'

/** Asks the worker to compare the account's grants with the upstream now. One that is at it already serves for both. */
export const requestSweep = defineWrite({
  name: 'grant.sweep',
  permission: 'grant.write',
  input: sweepInput,
  target: ({ connectionId }) => ({ type: 'connection', id: connectionId, name: '' }),
  run: async ({ connectionId }, { actor, requestId }) => {
    const connection = await getConnection(connectionId)
    if (!connection?.isEnabled || connection.kind !== 'wechat') return failure('connection_missing')
    if ((await readSweep(connectionId)).state === 'running') return success({ isUnderWay: true })
    await inTransaction(async (sql) => {
      await recordEvent(sql, {
        phase: 'requested',
        action: 'grant.sweep',
        outcome: 'pending',
        actor,
        requestId,
        connectionId,
        target: { type: 'connection', id: connectionId, name: connection.name },
      })
      await enqueue(sql, 'grants.sync', { connectionId }, { singletonKey: connectionId })
    })
    return success({ isUnderWay: false })
  },
})
