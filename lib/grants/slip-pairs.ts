import 'server-only'
import type { Actor } from '@/lib/audit/event'
import { formatDateTime } from '@/lib/format'
import { expiryProblem, MOST_CELLS, MOST_DRAMAS, MOST_LICENSEES } from '@/lib/grants/schema'
import { createSlip } from '@/lib/grants/slips'

type WantedPair = {
  dramaId: string
  appid: string
  /** null: permanent; left out: to be chosen on the slip. */
  expiresAt?: Date | null
}
type MadeSlip = { slipId: string; cells: number; expiry: string | null }

const MOST_SLIPS = 10

/**
 * Slips for single cells, one per expiry and as large as a slip may be, ten at most. An expiry that may no longer be
 * chosen is left open on its slip.
 */
export async function slipPairs(
  connectionId: string,
  pairs: readonly WantedPair[],
  owner: Pick<Actor, 'id' | 'name'>,
): Promise<{ slips: MadeSlip[]; cells: number; notSlipped: number }> {
  const byExpiry = [...Map.groupBy(pairs, expiryOf)].sort(([, left], [, right]) => right.length - left.length)
  const groups = byExpiry.flatMap(([expiry, group]) => splitToFit(group).map((fitting) => [expiry, fitting] as const))
  const slips: MadeSlip[] = []
  for (const [expiry, group] of groups.slice(0, MOST_SLIPS)) {
    const { slipId } = await createSlip(
      {
        connectionId,
        dramaIds: group.map((pair) => pair.dramaId),
        appids: group.map((pair) => pair.appid),
        only: group.map((pair) => `${pair.dramaId}@${pair.appid}`),
        ...(expiry === null
          ? {}
          : { expiry: expiry === 'permanent' ? { kind: 'permanent' } : { kind: 'date', at: expiry } }),
      },
      owner,
    )
    slips.push({ slipId, cells: group.length, expiry })
  }
  const cells = slips.reduce((sum, slip) => sum + slip.cells, 0)
  return { slips, cells, notSlipped: pairs.length - cells }
}

/** Licensees stay whole as long as one slip can hold them. */
function splitToFit(pairs: readonly WantedPair[]): WantedPair[][] {
  const fitting: WantedPair[][] = []
  let current: WantedPair[] = []
  let dramas = new Set<string>()
  let licensees = 0
  for (const group of Map.groupBy(pairs, (pair) => pair.appid).values()) {
    for (let start = 0; start < group.length; start += MOST_DRAMAS) {
      const part = group.slice(start, start + MOST_DRAMAS)
      const together = new Set([...dramas, ...part.map((pair) => pair.dramaId)])
      const isFull =
        together.size > MOST_DRAMAS || licensees + 1 > MOST_LICENSEES || together.size * (licensees + 1) > MOST_CELLS
      if (isFull && current.length > 0) {
        fitting.push(current)
        current = []
        dramas = new Set()
        licensees = 0
      }
      current.push(...part)
      for (const pair of part) dramas.add(pair.dramaId)
      licensees += 1
    }
  }
  if (current.length > 0) fitting.push(current)
  return fitting
}

/** `permanent`, Beijing minutes, or null for one to be chosen. */
function expiryOf({ expiresAt }: WantedPair): string | null {
  if (expiresAt === undefined) return null
  if (expiresAt === null) return 'permanent'
  const text = formatDateTime(expiresAt)
  return expiryProblem(text, Date.now()) === null ? text : null
}
