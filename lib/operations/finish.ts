import 'server-only'
import { recordEvent } from '@/lib/audit/record'
import { type Claim, underClaim } from '@/lib/operations/claim'
import { finishEvent } from '@/lib/operations/events'
import { type Verdict, verdictOf } from '@/lib/operations/states'

/** Closes an operation whose items are all settled: verdict and event commit together. */
export async function finishOperation(claim: Claim): Promise<void> {
  await underClaim(claim, async (sql) => {
    const rows = await sql<{ verdict: string; count: string }>(
      'select verdict, count(*) as count from operation_item where operation_id = $1 group by verdict',
      [claim.operationId],
    )
    const counts = Object.fromEntries(rows.map((row) => [row.verdict, Number(row.count)]))
    const verdicts = rows
      .map((row) => row.verdict)
      .filter((verdict): verdict is Verdict => verdict !== 'skipped' && verdict !== 'blocked')
    const verdict = verdictOf(verdicts)
    const [row] = await sql<{ seconds: number }>(
      `update operation set state = 'done', verdict = $2, runner_id = null, wake_at = null, finished_at = clock_timestamp()
        where id = $1 returning extract(epoch from clock_timestamp() - created_at)::float8 as seconds`,
      [claim.operationId, verdict],
    )
    await recordEvent(sql, finishEvent(claim, verdict, counts, Math.round((row?.seconds ?? 0) * 10) / 10))
  })
}
