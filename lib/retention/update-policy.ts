import 'server-only'
import { recordEvent } from '@/lib/audit/record'
import { inTransaction } from '@/lib/db'
import { success } from '@/lib/errors'
import { lockKeeping } from '@/lib/retention/keeping'
import { logTarget } from '@/lib/retention/log-target'
import { policyInput, type RetentionClass, retentionClasses } from '@/lib/retention/schema'
import { defineWrite } from '@/lib/write'

/** Sets how long each class is kept. The database refuses less than half a year whatever is asked. */
export const updatePolicy = defineWrite({
  name: 'retention.update',
  permission: 'retention.write',
  input: policyInput,
  target: () => logTarget,
  run: (input, { actor, requestId }) =>
    inTransaction(async (sql) => {
      await lockKeeping(sql)
      const rows = await sql<{ class: RetentionClass; months: number }>(
        'select class, months from retention_policy order by class for update',
      )
      const before = Object.fromEntries(rows.map((row) => [row.class, row.months]))
      if (retentionClasses.every((name) => before[name] === input[name])) return success({ isChanged: false })
      for (const name of retentionClasses)
        await sql(
          'update retention_policy set months = $2, updated_at = clock_timestamp(), updated_by = $3 where class = $1 and months <> $2',
          [name, input[name], actor.id],
        )
      await recordEvent(sql, {
        phase: 'outcome',
        action: 'retention.update',
        outcome: 'succeeded',
        actor,
        requestId,
        target: logTarget,
        before,
        after: input,
      })
      return success({ isChanged: true })
    }),
})
