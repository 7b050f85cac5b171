import 'server-only'
import type { Sql } from '@/lib/db'
import { env } from '@/lib/env'

/** Dies with an outcome committed and its seal not, when `FAULT_AT` says so. Never set in production. */
export async function dieBeforeSeal(sql: Sql, eventIds: readonly string[]): Promise<void> {
  if (env.FAULT_AT !== 'before_seal') return
  const outcomes = await sql(
    `select 1 from audit_event where id = any($1) and phase = 'outcome' and operation_id is not null limit 1`,
    [eventIds],
  )
  if (outcomes.length > 0) process.kill(process.pid, 'SIGKILL')
}
