import { parseArgs } from 'node:util'
import { measureApply } from '../tests/bench/apply-channels.ts'
import { measureAuditPage } from '../tests/bench/audit-page.ts'
import { measureExport } from '../tests/bench/export-log.ts'
import { measureFirstLoad } from '../tests/bench/first-load.ts'
import { measureGreatRun } from '../tests/bench/great-run.ts'
import { measureInsertRate } from '../tests/bench/insert-rate.ts'
import { measureListGrowth } from '../tests/bench/list-growth.ts'
import { measureScrolling } from '../tests/bench/matrix-scroll.ts'
import { measureMemory } from '../tests/bench/memory.ts'
import { measureVitals } from '../tests/bench/page-vitals.ts'
import { measurePlan } from '../tests/bench/plan-matrix.ts'
import { measureRateCeiling } from '../tests/bench/rate-ceiling.ts'
import { measureVerify } from '../tests/bench/verify-log.ts'
import { measureWriteLatency } from '../tests/bench/write-latency.ts'
import { explain } from './boot/phase.ts'

/** `kills`: how many workers G1 kills on the way. `events`: the size of the kept log that B1, B2, B7 and B8 look at. */
type Options = { kills: number; events: number | undefined }

const BENCHMARKS: Record<string, (options: Options) => Promise<{ id: string; pass: boolean }>> = {
  B1: measureListGrowth,
  B2: measureAuditPage,
  B4: measureWriteLatency,
  B5: measureRateCeiling,
  B6: measureInsertRate,
  B7: measureVerify,
  B8: measureExport,
  B9: measureFirstLoad,
  B11: measureVitals,
  C1: measureApply,
  G1: measureGreatRun,
  G2: measurePlan,
  G3: measureScrolling,
  memory: measureMemory,
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean' },
    kills: { type: 'string', default: '0' },
    events: { type: 'string' },
  },
})
const wanted = positionals.length ? positionals : Object.keys(BENCHMARKS)
let failed = false
try {
  for (const id of wanted) {
    const measure = BENCHMARKS[id]
    if (!measure) throw new Error(`unknown benchmark ${id}: one of ${Object.keys(BENCHMARKS).join(', ')}`)
    const figures = await measure({
      kills: Number(values.kills),
      events: values.events === undefined ? undefined : Number(values.events),
    })
    process.stdout.write(`${JSON.stringify(figures, null, values.json ? undefined : 2)}\n`)
    failed ||= !figures.pass
  }
} catch (error) {
  process.stderr.write(`${explain(error)}\n`)
  failed = true
}
process.exit(failed ? 1 : 0)
