/** Sending and reading back take about one call each, so each is half of an item's work. */
export type Work = { toSend: number; sent: number; settled: number; startedAt: Date | null; now: Date }

const MEASURE_AT_LEAST_MS = 1_500

/** When the work ends at the pace measured so far; null until there is a pace worth telling. */
export function predictFinish({ toSend, sent, settled, startedAt, now }: Work): Date | null {
  if (startedAt === null || settled >= toSend) return null
  const elapsedMs = now.getTime() - startedAt.getTime()
  const done = sent + settled
  if (elapsedMs < MEASURE_AT_LEAST_MS || done === 0) return null
  return new Date(now.getTime() + Math.round((elapsedMs / done) * (2 * toSend - done)))
}
