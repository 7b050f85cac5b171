import { sealEvents } from '@/lib/audit/seal'
import { SealRefused } from '@/lib/audit/seal-refused'
import { verifyEvents } from '@/lib/audit/verify'
import { sql } from '@/lib/db'
import { Random } from '@/tests/faults/random'
import type { OpenScenario } from '@/tests/faults/scenario'
import { SealedHistory } from '@/tests/faults/sealed-history'
import { readLog, tampers } from '@/tests/faults/tampering'

/**
 * F32: each of the sixteen ways to alter the log, done by SQL with every right, must be found and its first event named; a
 * log that nobody touched, whatever was written, rolled back and signed with, must raise nothing.
 */
export const tampered: OpenScenario = async () => {
  const history = await SealedHistory.open()
  const clean = Number(process.env.FAULT_CLEAN ?? 0)
  let isCleanDone = clean === 0

  const makeHistory = async (random: Random): Promise<void> => {
    await history.clear()
    const batches = 3 + random.below(3)
    for (let batch = 0; batch < batches; batch += 1) {
      if (batch > 0 && random.next() < 0.3) history.changeKey()
      await history.write(random, 1 + random.below(3), 4)
      await history.write(random, 1, 2)
      await history.seal()
    }
    if (random.next() < 0.3) history.dropOldKeys()
  }
  const attackOnce = async (name: string, seed: number): Promise<string[]> => {
    const random = new Random(seed)
    await makeHistory(random)
    const before = await verifyEvents(sql)
    if (before.firstBad) return [`${name}: a false alarm before anything was done: ${JSON.stringify(before.firstBad)}`]
    const log = await readLog(history.intruder)
    const goOn = async () => {
      await history.write(random, 1, 2)
      await history.seal().catch((error: unknown) => {
        if (!(error instanceof SealRefused)) throw error
      })
    }
    const expected = await tampers({ goOn, loseHeads: () => history.loseHeads() })[name]?.({
      sql: history.intruder,
      random,
      log,
    })
    const { firstBad } = await verifyEvents(sql)
    await history.mend()
    if (!firstBad) return [`${name}: not found`]
    return firstBad.seq === expected
      ? []
      : [`${name}: named ${firstBad.seq} (${firstBad.fault}) where ${expected} was first`]
  }
  /** One log that goes on growing: verified at every size, under every key, with writers still at work. */
  const growClean = async (runs: number): Promise<string[]> => {
    const random = new Random(runs)
    const found: string[] = []
    await history.clear()
    for (let run = 1; run <= runs; run += 1) {
      if (run % 100 === 0) await history.clear()
      if (random.next() < 0.05) history.changeKey()
      const writing = history.write(random, 1 + random.below(3), 3)
      if (random.next() < 0.7) {
        await writing
        await history.seal()
      }
      const sealing = random.next() < 0.5 ? sealEvents() : undefined
      const { firstBad } = await verifyEvents(sql)
      await Promise.all([writing, sealing])
      if (firstBad) found.push(`clean run ${run}: a false alarm: ${JSON.stringify(firstBad)}`)
    }
    return found
  }

  return {
    run: async (seed) => {
      const names = Object.keys(tampers({ goOn: async () => undefined, loseHeads: () => undefined }))
      const violations: string[] = []
      for (const name of names) violations.push(...(await attackOnce(name, seed * 101)))
      if (isCleanDone) return { runs: names.length, violations }
      isCleanDone = true
      violations.push(...(await growClean(clean)))
      return { runs: names.length + clean, violations }
    },
    close: async () => {
      await history.clear()
      await history.intruder.end()
    },
  }
}
