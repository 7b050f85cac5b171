import 'server-only'
import { recordEvent } from '@/lib/audit/record'
import { inTransaction } from '@/lib/db'
import { failure, success } from '@/lib/errors'
import { logTarget } from '@/lib/retention/log-target'
import { releaseInput } from '@/lib/retention/schema'
import { defineWrite } from '@/lib/write'

/** Ends a hold; what it kept goes by the policy again. */
export const releaseHold = defineWrite({
  name: 'retention.release',
  permission: 'retention.write',
  input: releaseInput,
  target: () => logTarget,
  run: ({ holdId, reason }, { actor, requestId }) =>
    inTransaction(async (sql) => {
      const [hold] = await sql<{ reason: string }>(
        `update retention_hold set released_at = clock_timestamp(), released_by = $2, released_name = $3
          where id = $1 and released_at is null returning reason`,
        [holdId, actor.id, actor.name],
      )
      if (!hold) return failure('not_found')
      await recordEvent(sql, {
        phase: 'outcome',
        action: 'retention.release',
        outcome: 'succeeded',
        actor,
        requestId,
        target: logTarget,
        reason,
        detail: { holdId, heldFor: hold.reason },
      })
      return success({ holdId })
    }),
})
