import 'server-only'
import { recordEvent } from '@/lib/audit/record'
import { inTransaction } from '@/lib/db'
import { failure, success } from '@/lib/errors'
import { enqueue } from '@/lib/jobs/queue'
import { recheckInput } from '@/lib/operations/check-schema'
import { isOpenQuestion } from '@/lib/operations/item-checks'
import { defineWrite } from '@/lib/write'

/** Asks the worker to read the undecided items of a closed receipt once more. */
export const requestRecheck = defineWrite({
  name: 'operation.recheck',
  permission: 'operation.answer',
  input: recheckInput,
  target: ({ operationId }) => ({ type: 'operation', id: operationId, name: operationId }),
  run: ({ operationId }, { actor, requestId }) =>
    inTransaction(async (sql) => {
      const [operation] = await sql<{ number: number; connection_id: string; open: boolean }>(
        `select number, connection_id, exists (select 1 from operation_item item where item.operation_id = operation.id and ${isOpenQuestion('item')}) as open
           from operation where id = $1 and state = 'done'`,
        [operationId],
      )
      if (!operation) return failure('not_found')
      if (!operation.open) return failure('conflict')
      await recordEvent(sql, {
        phase: 'requested',
        action: 'operation.recheck',
        outcome: 'succeeded',
        actor,
        operationId,
        connectionId: operation.connection_id,
        target: { type: 'operation', id: operationId, name: `R-${operation.number}` },
        requestId,
      })
      await enqueue(
        sql,
        'operation.recheck',
        { operationId, actor: { id: actor.id, name: actor.name, role: actor.role } },
        { singletonKey: operationId },
      )
      return success({ operationId })
    }),
})
