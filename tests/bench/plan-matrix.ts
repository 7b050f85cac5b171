import { DRAMAS, LICENSEES, makeCompanySlip, submitCompanySlip } from './company-slip.ts'
import { percentile, sample, timed, toFixed } from './rounds.ts'
import { onStage } from './stage.ts'

const LIMIT_MS = 2_000
const COLD = 3
const WARM = 15
const LETTERS = { n: 'new', e: 'extend', s: 'shorten', '=': 'same', x: 'blocked' } as const

type Wire = { licensees: { cells: string }[]; toSend: number; planKey: string }

function countCells({ licensees }: Wire): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { cells } of licensees)
    for (const [, letter = '', length] of cells.matchAll(/(\D)(\d*)/g)) {
      const kind = LETTERS[letter as keyof typeof LETTERS]
      counts[kind] = (counts[kind] ?? 0) + Number(length || 1)
    }
  return counts
}

/** G2: the plan of 500 × 200 as the composer asks for it, from the upstream's lists and from readings still young; then its submit. */
export const measurePlan = () =>
  onStage({ settings: { WECHAT_CALLS_PER_SECOND: '1000' }, worker: false }, async (stage) => {
    const slip = await makeCompanySlip(stage)
    const target = `/api/grants/plan?slip=${slip.slipId}`
    const fresh = `${target}&fresh=1`
    await stage.desk.get(fresh)
    const since = await stage.control.lastSeq()
    const cold = await sample(COLD, () => timed(() => stage.desk.get(fresh)))
    const reads = ((await stage.control.lastSeq()) - since) / COLD
    const warm = await sample(WARM, () => timed(() => stage.desk.get(target)))
    const body = await stage.desk.get(target)
    const plan = JSON.parse(body) as Wire
    const counts = countCells(plan)
    const isRight = Object.entries(slip.expected).every(([kind, count]) => counts[kind] === count)

    let reply = ''
    const submitMs = await timed(async () => {
      reply = await submitCompanySlip(stage, slip, plan.planKey)
    })
    const { rows } = await stage.owner.query<{ count: string }>(
      'select count(*) from operation_item where operation_id = (select id from operation where request_key = $1)',
      [slip.slipId],
    )
    const items = Number(rows[0]?.count ?? 0)
    const isSubmitted = reply.includes('"ok":true') && items === DRAMAS * LICENSEES
    const [coldP50, warmP95] = [percentile(cold, 0.5), percentile(warm, 0.95)]
    return {
      id: 'G2',
      cells: DRAMAS * LICENSEES,
      freshP50: toFixed(coldP50, 0),
      freshReads: toFixed(reads, 1),
      p50: toFixed(percentile(warm, 0.5), 0),
      p95: toFixed(warmP95, 0),
      limitMs: LIMIT_MS,
      wireKib: toFixed(body.length / 1024, 0),
      counts,
      matchesSandbox: isRight,
      submitMs: toFixed(submitMs, 0),
      items,
      pass: warmP95 <= LIMIT_MS && coldP50 <= LIMIT_MS && isRight && isSubmitted,
    }
  })
