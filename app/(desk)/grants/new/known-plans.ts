import { z } from 'zod'
import type { PlanSummary } from '@/lib/grants/plan-summary-schema'

const count = z.number().int().nonnegative()
const knownPlan = z.object({
  number: count,
  version: count,
  at: z.number(),
  counts: z.object({ new: count, extend: count, shorten: count, same: count, blocked: count }),
})
export type KnownPlan = z.infer<typeof knownPlan>

const KEY = 'slip-plans'
const KEPT = 5

/** What the last dry run of a slip came to, for whoever looks at the slip without planning it again. */
export function keepPlan(number: number, version: number, counts: PlanSummary['counts']): void {
  const others = readAll().filter((plan) => plan.number !== number)
  try {
    const plans = [{ number, version, at: Date.now(), counts }, ...others].slice(0, KEPT)
    window.localStorage.setItem(KEY, JSON.stringify(plans))
  } catch {
    // Without storage the slip only says that it was not planned.
  }
}

/** Only the plan of exactly this version says anything about it. */
export const readPlan = (slip: { number: number; version: number }): KnownPlan | null =>
  readAll().find(({ number, version }) => number === slip.number && version === slip.version) ?? null

function readAll(): KnownPlan[] {
  try {
    return z.array(knownPlan).parse(JSON.parse(window.localStorage.getItem(KEY) ?? '[]'))
  } catch {
    return []
  }
}
