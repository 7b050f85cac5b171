import 'server-only'
import { recordEvent } from '@/lib/audit/record'
import { inTransaction } from '@/lib/db'
import { success } from '@/lib/errors'
import { newId } from '@/lib/id'
import { dayInBeijing, endOfDay, lockKeeping } from '@/lib/retention/keeping'
import { logTarget } from '@/lib/retention/log-target'
import { holdInput } from '@/lib/retention/schema'
import { defineWrite } from '@/lib/write'

/** Keeps what fits the conditions until somebody releases it, whatever the policy says. */
export const addHold = defineWrite({
  name: 'retention.hold',
  permission: 'retention.write',
  input: holdInput,
  target: () => logTarget,
  run: ({ reason, ...hold }, { actor, requestId }) =>
    inTransaction(async (sql) => {
      await lockKeeping(sql)
      const id = newId()
      await sql(
        `insert into retention_hold (id, target_type, target_id, operation_id, from_at, until_at, reason, created_by, created_name)
         values ($1, nullif($2, ''), nullif($3, ''), nullif($4, '')::uuid, $5, $6, $7, $8, $9)`,
        [
          id,
          hold.targetType,
          hold.targetId,
          hold.operationId,
          dayInBeijing(hold.from),
          endOfDay(hold.until),
          reason,
          actor.id,
          actor.name,
        ],
      )
      await recordEvent(sql, {
        phase: 'outcome',
        action: 'retention.hold',
        outcome: 'succeeded',
        actor,
        requestId,
        target: logTarget,
        reason,
        detail: { holdId: id, ...hold },
      })
      return success({ id })
    }),
})
