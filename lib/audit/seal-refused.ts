import 'server-only'
import { systemActor } from '@/lib/audit/event'
import { recordEvent } from '@/lib/audit/record'
import type { Fault } from '@/lib/audit/verify'
import { sql } from '@/lib/db'

/** The log is not the one that was sealed last: a signature on top of it would vouch for what nobody has checked. */
export class SealRefused extends Error {
  readonly fault: Fault
  readonly batchNo: number

  constructor(fault: Fault, batchNo: number) {
    super(`nothing is sealed: batch ${batchNo} is not what was sealed (${fault})`)
    this.name = 'SealRefused'
    this.fault = fault
    this.batchNo = batchNo
  }
}

/** An alarm in the log itself, which waits for its seal like everything else. */
export async function recordRefusal({ fault, batchNo }: SealRefused): Promise<void> {
  await recordEvent(sql, {
    phase: 'panic',
    action: 'audit.verify',
    outcome: 'mismatch',
    actor: systemActor('worker'),
    target: { type: 'system', id: 'audit', name: 'audit' },
    detail: { alarm: 'seal_stopped', found: { fault, batchNo } },
  })
}
