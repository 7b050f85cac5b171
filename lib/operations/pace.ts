/** What lies ahead of an operation, in calls: its own writes and reads, and those of others on the same account. */
type Ahead = {
  calls: number
  /** The account's limit. */
  callsPerSecond: number
  /** What the operation was measured at, reads included; null before there is a pace worth telling. */
  measuredPerSecond?: number | null
  /** How long a call of this account takes, in milliseconds; calls of one operation follow one another. */
  callMs?: number | null
  /** Calls left to each other operation that runs on the same account. They take turns. */
  others?: readonly number[]
  /** The account rests that long before anything is sent. */
  pausedMs?: number
}

/** How long it will take, in milliseconds. Serves the slip before submitting and the receipt while it runs. */
export function predictMs(ahead: Ahead): number {
  const { calls, callsPerSecond, measuredPerSecond, callMs, others = [], pausedMs = 0 } = ahead
  if (calls <= 0) return 0
  if (measuredPerSecond) return pausedMs + Math.round((calls / measuredPerSecond) * 1_000)
  const turns = others.reduce((sum, left) => sum + Math.min(left, calls), calls)
  const slowestMs = Math.max((turns / callsPerSecond) * 1_000, calls * (callMs ?? 0))
  return pausedMs + Math.round(slowestMs)
}

/** A gap between calls this many times the usual was a rest, not the pace. */
const REST_FACTOR = 4
const FEWEST_GAPS = 4

/** Mean time between calls, in milliseconds, rests left out; null for too few. Moments are ordered, in milliseconds. */
export function usualGapMs(moments: readonly number[]): number | null {
  const gaps = moments.slice(1).map((moment, index) => moment - (moments[index] ?? moment))
  if (gaps.length < FEWEST_GAPS) return null
  const median = [...gaps].sort((left, right) => left - right)[Math.floor(gaps.length / 2)] ?? 0
  const usual = gaps.filter((gap) => gap <= median * REST_FACTOR)
  return usual.reduce((sum, gap) => sum + gap, 0) / usual.length || null
}

/** Calls still to make: what is not sent must be written, what has no verdict must be read. */
export function callsLeft(
  items: { toWrite: number; toRead: number },
  itemsPerCall: number,
  itemsPerRead: number,
): number {
  return Math.ceil(items.toWrite / Math.max(1, itemsPerCall)) + Math.ceil(items.toRead / Math.max(1, itemsPerRead))
}
