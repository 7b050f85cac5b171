import { expiryProblem } from '@/lib/grants/schema'
import type { LicenseeView } from '@/lib/licensees/schema'

export type ContractEnd = {
  /** The end of the day all contracts end on, as Beijing minutes; null when there is none to offer. */
  at: string | null
  problem: 'none' | 'some' | 'differ' | 'tooSoon' | null
  facts: { date: string; latest: string; count: number; name: string }
}

/** One expiry for all the chosen licensees, where their contracts agree on it; otherwise why there is none. */
export function agreeOnContract(
  licensees: readonly Pick<LicenseeView, 'name' | 'contractEndsOn'>[],
  now: number,
): ContractEnd {
  const dated = licensees
    .flatMap(({ name, contractEndsOn }) => (contractEndsOn ? [{ name, day: contractEndsOn }] : []))
    .sort((left, right) => (left.day < right.day ? -1 : 1))
  const [first, last] = [dated[0], dated.at(-1)]
  const facts = {
    date: first?.day ?? '',
    latest: last?.day ?? '',
    name: first?.name ?? '',
    count: licensees.length - dated.length,
  }
  if (!first || !last) return { at: null, problem: licensees.length > 0 ? 'none' : null, facts }
  if (first.day !== last.day) return { at: null, problem: 'differ', facts }
  const at = `${first.day} 23:59`
  if (expiryProblem(at, now) !== null) return { at: null, problem: 'tooSoon', facts }
  return { at, problem: facts.count > 0 ? 'some' : null, facts }
}
