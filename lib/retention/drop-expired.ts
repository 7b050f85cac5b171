import 'server-only'
import { systemActor } from '@/lib/audit/event'
import { Frontier } from '@/lib/audit/merkle'
import { leavesOfMonth } from '@/lib/audit/read-sealed'
import { recordEvent } from '@/lib/audit/record'
import { recordAlone } from '@/lib/audit/record-alone'
import { type RetiredMonth, retiredText } from '@/lib/audit/retired'
import { signingKeys, signText } from '@/lib/audit/signing'
import { verifyEvents } from '@/lib/audit/verify'
import { faultOfEvent } from '@/lib/audit/verify-sealed'
import { inTransaction, sql } from '@/lib/db'
import { log } from '@/lib/log'
import { isKeptAsRecorded, readKeepingOnRecord } from '@/lib/retention/keeping'
import { logTarget } from '@/lib/retention/log-target'
import { listMonths, type MonthAhead } from '@/lib/retention/queries'

/**
 * Lets every month go whose time has come and that nothing holds, oldest first. Nothing goes, with an alarm, from a log that
 * does not verify, or while policy and holds are not what the log says they are.
 */
export async function dropExpired(now = Date.now()): Promise<string[]> {
  const gone: string[] = []
  const due = (await listMonths()).filter(({ goesAt, isHeld }) => goesAt.getTime() <= now && !isHeld)
  if (due.length === 0 || (await isStopped())) return gone
  for (const month of due) {
    try {
      await retire(month)
      gone.push(month.month)
    } catch (error) {
      log.error({ error, month: month.month }, 'a month of the log was due to go and stays')
    }
  }
  return gone
}

async function isStopped(): Promise<boolean> {
  const { firstBad } = await verifyEvents(sql)
  const alarm = firstBad
    ? 'log_altered'
    : (await isKeptAsRecorded(sql, await readKeepingOnRecord(sql)))
      ? null
      : 'keeping_differs'
  if (alarm === null) return false
  await recordAlone({
    phase: 'panic',
    action: 'retention.drop',
    outcome: 'failed',
    actor: systemActor('worker'),
    target: logTarget,
    detail: { alarm, ...(firstBad ? { found: { ...firstBad } } : {}) },
  })
  return true
}

async function retire({ month }: MonthAhead): Promise<void> {
  const [key] = signingKeys()
  if (!key) throw new Error('AUDIT_SIGNING_KEYS is empty')
  const manifest = await manifestOf(month, key.id)
  await inTransaction(async (sql) => {
    await sql('select retire_audit_month($1::date, $2, $3, $4, $5, $6, $7)', [
      `${month}-01`,
      manifest.firstLeaf,
      manifest.lastLeaf,
      manifest.events,
      Buffer.from(manifest.root, 'base64'),
      key.id,
      signText(key, retiredText(manifest)),
    ])
    await recordEvent(sql, {
      phase: 'outcome',
      action: 'retention.drop',
      outcome: 'succeeded',
      actor: systemActor('worker'),
      target: logTarget,
      detail: { ...manifest, keeping: await readKeepingOnRecord(sql) },
    })
  })
}

/** Reads the month once more before it goes: each event must be what was sealed. */
async function manifestOf(month: string, keyId: string): Promise<RetiredMonth> {
  const from = new Date(`${month}-01T00:00:00.000Z`)
  const until = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + 1, 1))
  const tree = new Frontier(0, [])
  let [firstLeaf, lastLeaf] = [-1, -1]
  for await (const page of leavesOfMonth(from, until)) {
    for (const row of page) {
      const fault = faultOfEvent(row)
      if (fault) throw new Error(`event ${row.seq} is ${fault}`)
      if (firstLeaf < 0) firstLeaf = row.leafNo
      lastLeaf = row.leafNo
      tree.append(row.leafHash)
    }
  }
  return {
    month,
    from: from.toISOString(),
    until: until.toISOString(),
    firstLeaf,
    lastLeaf,
    events: tree.size,
    root: tree.size === 0 ? Buffer.alloc(32).toString('base64') : tree.root().toString('base64'),
    keyId,
  }
}
