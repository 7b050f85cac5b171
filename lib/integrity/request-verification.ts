import 'server-only'
import { recordEvent } from '@/lib/audit/record'
import { inTransaction } from '@/lib/db'
import { success } from '@/lib/errors'
import { newId } from '@/lib/id'
import { verificationInput } from '@/lib/integrity/schema'
import { enqueue } from '@/lib/jobs/queue'
import { defineWrite } from '@/lib/write'

/** Asks the worker to verify the whole log. Whoever asks while one is under way joins it. */
export const requestVerification = defineWrite({
  name: 'audit.verify',
  permission: 'audit.verify',
  input: verificationInput,
  run: (_input, { actor, requestId }) =>
    inTransaction(async (sql) => {
      await sql(
        `update audit_verification set finished_at = clock_timestamp()
          where finished_at is null and asked_at < clock_timestamp() - interval '2 hours'`,
      )
      const [made] = await sql<{ id: string }>(
        `insert into audit_verification (id, asked_by, asked_name) values ($1, $2, $3)
         on conflict do nothing returning id`,
        [newId(), actor.id, actor.name],
      )
      if (!made) return success({ isUnderWay: true })
      await recordEvent(sql, {
        phase: 'requested',
        action: 'audit.verify',
        outcome: 'pending',
        actor,
        requestId,
        target: { type: 'system', id: 'audit', name: 'audit' },
      })
      await enqueue(sql, 'audit.verify', {})
      return success({ isUnderWay: false })
    }),
})
