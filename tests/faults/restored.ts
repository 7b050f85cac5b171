import { verifyEvents } from '@/lib/audit/verify'
import { sql } from '@/lib/db'
import { Random } from '@/tests/faults/random'
import { type OpenScenario, once } from '@/tests/faults/scenario'
import { SealedHistory } from '@/tests/faults/sealed-history'
import { readLog } from '@/tests/faults/tampering'

/** F37: an older state of the log is put back; verification tells how far it is sealed and exactly what is missing. */
export const restored: OpenScenario = async () => {
  const history = await SealedHistory.open()
  return {
    run: async (seed) => {
      const random = new Random(seed)
      await history.clear()
      const grow = async (batches: number) => {
        for (let batch = 0; batch < batches; batch += 1) {
          if (random.next() < 0.2) history.changeKey()
          await history.write(random, 1 + random.below(3), 4)
          await history.write(random, 1, 2)
          await history.seal()
        }
      }
      await grow(1 + random.below(4))
      await history.backUp()
      const kept = await readLog(history.intruder)
      await grow(1 + random.below(4))
      const whole = await readLog(history.intruder)
      await history.restore()
      const { firstBad, behind } = await verifyEvents(sql)
      const lost = whole.slice(kept.length)
      const violations: string[] = []
      if (firstBad?.fault !== 'tail_missing') violations.push(`named ${JSON.stringify(firstBad)}`)
      if (firstBad?.batchNo !== lost[0]?.batchNo)
        violations.push(`named batch ${firstBad?.batchNo}, not ${lost[0]?.batchNo}`)
      if (behind?.missing !== lost.length) violations.push(`counted ${behind?.missing} missing of ${lost.length}`)
      if (behind?.sealed !== kept.length) violations.push(`said ${behind?.sealed} are sealed, not ${kept.length}`)
      if (behind?.batches !== new Set(lost.map((event) => event.batchNo)).size)
        violations.push(`counted ${behind?.batches} batches missing`)
      await history.clear()
      return once(violations)
    },
    close: async () => {
      await history.clear()
      await history.intruder.end()
    },
  }
}
