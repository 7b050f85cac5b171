import 'server-only'
import { systemActor } from '@/lib/audit/event'
import { recordEvent } from '@/lib/audit/record'
import { type Verification, verifyEvents } from '@/lib/audit/verify'
import { inTransaction, sql } from '@/lib/db'
import { newId } from '@/lib/id'

/** Verifies the whole log for whoever asked, or for the schedule when nobody did, and records what was found. */
export async function runVerification(): Promise<void> {
  await sql('insert into audit_verification (id) values ($1) on conflict do nothing', [newId()])
  const [run] = await sql<{ id: string }>(
    `update audit_verification set started_at = clock_timestamp() where finished_at is null returning id`,
  )
  if (!run) return
  const result = await verifyEvents(sql)
  await inTransaction(async (sql) => {
    const closed = await sql(
      `update audit_verification set finished_at = clock_timestamp(), result = $2::jsonb
        where id = $1 and finished_at is null returning 1`,
      [run.id, JSON.stringify(result)],
    )
    if (closed.length > 0) await recordResult(sql, result)
  })
}

async function recordResult(
  run: typeof sql,
  { count, unsealed, waitingMs, batches, firstBad }: Verification,
): Promise<void> {
  await recordEvent(run, {
    phase: firstBad ? 'panic' : 'outcome',
    action: 'audit.verify',
    outcome: firstBad ? 'mismatch' : 'verified',
    actor: systemActor('worker'),
    target: { type: 'system', id: 'audit', name: 'audit' },
    detail: firstBad
      ? { alarm: 'log_altered', count, unsealed, batches, found: { ...firstBad } }
      : { count, unsealed, batches, ...(waitingMs ? { waitingMs: Math.round(waitingMs) } : {}) },
  })
}
