import 'server-only'
import type { NewEvent, Target } from '@/lib/audit/event'
import { recordEvents } from '@/lib/audit/record'
import { inTransaction } from '@/lib/db'
import { failure, success } from '@/lib/errors'
import { answerInput } from '@/lib/operations/check-schema'
import { addChecks, isOpenQuestion } from '@/lib/operations/item-checks'
import { defineWrite } from '@/lib/write'

/**
 * A person's word on items that no reading could decide. The receipt's verdicts stay as they were written; the answer is
 * kept beside them, and an item said to be absent may be tried again.
 */
export const answerUnknown = defineWrite({
  name: 'operation.answer',
  permission: 'operation.answer',
  input: answerInput,
  target: ({ operationId }) => ({ type: 'operation', id: operationId, name: operationId }),
  run: ({ operationId, itemIds, answer, reason }, { actor, requestId }) =>
    inTransaction(async (sql) => {
      const [operation] = await sql<{ number: number; connection_id: string }>(
        `select number, connection_id from operation where id = $1 and state = 'done' for share`,
        [operationId],
      )
      if (!operation) return failure('not_found')
      // Two people may answer at once: the rows are locked, so that the later one finds them answered.
      const items = await sql<{ id: string; target_type: Target['type']; target_id: string; target_name: string }>(
        `select id, target_type, target_id, target_name from operation_item item
          where operation_id = $1 and id = any($2) and verdict = 'unknown' order by position for no key update`,
        [operationId, itemIds],
      )
      const open = await sql(`select id from operation_item item where id = any($1) and ${isOpenQuestion('item')}`, [
        items.map((item) => item.id),
      ])
      if (items.length !== new Set(itemIds).size || open.length !== items.length) return failure('conflict')
      await addChecks(
        sql,
        operationId,
        actor,
        items.map((item) => ({ itemId: item.id, source: 'person', answer, found: null, reason })),
      )
      const event: Omit<NewEvent, 'target'> = {
        phase: 'note',
        action: 'operation.answer',
        outcome: 'succeeded',
        actor,
        operationId,
        connectionId: operation.connection_id,
        reason,
        requestId,
      }
      await recordEvents(sql, [
        {
          ...event,
          target: { type: 'operation', id: operationId, name: `R-${operation.number}` },
          detail: { answer, count: items.length, targetNames: items.slice(0, 20).map((item) => item.target_name) },
        },
        ...items.map((item) => ({
          ...event,
          target: { type: item.target_type, id: item.target_id, name: item.target_name },
          itemId: item.id,
          detail: { answer },
        })),
      ])
      return success({ answered: items.length })
    }),
})
