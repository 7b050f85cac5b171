import 'server-only'
import type { ItemCounts, ItemGroup, ItemStates } from '@/lib/operations/schema'
import type { ItemState } from '@/lib/operations/states'

/** So many items stand in this state with this verdict; kept by the database on every change of an item. */
export type Tally = { state: ItemState; verdict: ItemGroup | ''; wasSent: boolean; items: number }

const noCounts: ItemCounts = {
  failed: 0,
  mismatch: 0,
  unknown: 0,
  partial: 0,
  pending: 0,
  verified: 0,
  cancelled: 0,
  skipped: 0,
  blocked: 0,
}

const noStates: ItemStates = {
  queued: 0,
  in_flight: 0,
  succeeded: 0,
  refused: 0,
  unknown: 0,
  reconciling: 0,
  needs_human: 0,
  skipped: 0,
  blocked: 0,
  cancelled: 0,
}

/** Where an item stands, in one word. An item that is being reconciled is unknown, not pending. */
const groupOf = ({ state, verdict }: Tally): ItemGroup =>
  verdict !== '' ? verdict : state === 'unknown' || state === 'reconciling' ? 'unknown' : 'pending'

/** An operation's tallies, added up. */
export function tallyCounts(tallies: readonly Tally[]) {
  const [counts, states] = [{ ...noCounts }, { ...noStates }]
  const sum = { total: 0, toSend: 0, sent: 0, settled: 0, unsettled: 0, neverSent: 0 }
  for (const tally of tallies) {
    const { state, verdict, wasSent, items } = tally
    counts[groupOf(tally)] += items
    states[state] += items
    sum.total += items
    if (wasSent) sum.sent += items
    if (state === 'skipped' || state === 'blocked') continue
    sum.toSend += items
    if (verdict === '') sum.unsettled += items
    else sum.settled += items
    if (verdict !== '' && !wasSent) sum.neverSent += items
  }
  return { counts, states, ...sum }
}
