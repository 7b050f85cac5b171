/** Sorted position, nearest rank: the value at least `share` of the samples do not exceed. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((left, right) => left - right)
  const value = sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)]
  if (value === undefined) throw new Error('a percentile of no samples')
  return value
}

export const median = (values: readonly number[]): number => percentile(values, 0.5)
export const toFixed = (value: number, digits = 2): number => Number(value.toFixed(digits))

export async function sample(count: number, work: () => Promise<number>): Promise<number[]> {
  const samples: number[] = []
  for (let index = 0; index < count; index += 1) samples.push(await work())
  return samples
}

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}

export const ROUNDS = 5
/** A round is void when its control, `select 1`, ran this much slower than in the best round. */
const VOID_OVER = 2

type Round = { controlMs: number }

/** Rounds in turn; those the machine disturbed are left out and, up to twice as many, made up for. */
export async function runRounds<R extends Round>(round: (index: number) => Promise<R>, rounds = ROUNDS) {
  const all: R[] = []
  const kept = () => {
    const best = Math.min(...all.map(({ controlMs }) => controlMs))
    return all.filter(({ controlMs }) => controlMs <= best * VOID_OVER)
  }
  while (kept().length < rounds && all.length < rounds * 2) all.push(await round(all.length))
  return { rounds: kept().slice(0, rounds), discarded: all.length - kept().length }
}
