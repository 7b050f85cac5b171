import 'server-only'
import { recordEvent } from '@/lib/audit/record'
import { inTransaction } from '@/lib/db'
import { success } from '@/lib/errors'
import { newId } from '@/lib/id'
import { logTarget } from '@/lib/retention/log-target'
import { holdInput } from '@/lib/retention/schema'
import { defineWrite } from '@/lib/write'

const DAY_MS = 86_400_000
const dayInBeijing = (day: string, more = 0): Date | null =>
  day === '' ? null : new Date(Date.parse(`${day}T00:00:00+08:00`) + more)

/** Keeps what fits the conditions until somebody releases it, whatever the policy says. */
export const addHold = defineWrite({
  name: 'retention.hold',
  permission: 'retention.write',
  input: holdInput,
  target: () => logTarget,
  run: ({ reason, ...hold }, { actor, requestId }) =>
    inTransaction(async (sql) => {
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
          dayInBeijing(hold.until, DAY_MS),
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
