import { parseArgs } from 'node:util'
import { measureAuditPage } from '../tests/bench/audit-page.ts'
import { measureFirstLoad } from '../tests/bench/first-load.ts'
import { measureMemory } from '../tests/bench/memory.ts'
import { measurePlan } from '../tests/bench/plan-matrix.ts'
import { measureWriteLatency } from '../tests/bench/write-latency.ts'
import { explain } from './boot/phase.ts'

const BENCHMARKS: Record<string, () => Promise<{ id: string; pass: boolean }>> = {
  B2: measureAuditPage,
  B4: measureWriteLatency,
  B9: measureFirstLoad,
  G2: measurePlan,
  memory: measureMemory,
}

const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: 'boolean' } } })
const wanted = positionals.length ? positionals : Object.keys(BENCHMARKS)
let failed = false
try {
  for (const id of wanted) {
    const measure = BENCHMARKS[id]
    if (!measure) throw new Error(`unknown benchmark ${id}: one of ${Object.keys(BENCHMARKS).join(', ')}`)
    const figures = await measure()
    process.stdout.write(`${JSON.stringify(figures, null, values.json ? undefined : 2)}\n`)
    failed ||= !figures.pass
  }
} catch (error) {
  process.stderr.write(`${explain(error)}\n`)
  failed = true
}
process.exit(failed ? 1 : 0)
