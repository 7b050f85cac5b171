import 'server-only'
import type { Actor } from '@/lib/audit/event'
import { formatDateTime } from '@/lib/format'
import { expiryProblem } from '@/lib/grants/schema'
import { createSlip } from '@/lib/grants/slips'

export type WantedPair = {
  dramaId: string
  appid: string
  /** null: permanent; left out: to be chosen on the slip. */
  expiresAt?: Date | null
}
export type MadeSlip = { slipId: string; cells: number; expiry: string | null }

const MOST_SLIPS = 10

/**
 * Slips for single cells, one per expiry, the largest first and ten at most. An expiry that may no longer be chosen is
 * left open on its slip.
 * @throws ZodError when there is more than a slip may hold.
 */
export async function slipPairs(
  connectionId: string,
  pairs: readonly WantedPair[],
  owner: Pick<Actor, 'id' | 'name'>,
  reason = '',
): Promise<{ slips: MadeSlip[]; cells: number; notSlipped: number }> {
  const groups = [...Map.groupBy(pairs, expiryOf)].sort(([, left], [, right]) => right.length - left.length)
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
        reason,
      },
      owner,
    )
    slips.push({ slipId, cells: group.length, expiry })
  }
  const cells = slips.reduce((sum, slip) => sum + slip.cells, 0)
  return { slips, cells, notSlipped: pairs.length - cells }
}

/** `permanent`, Beijing minutes, or null for one to be chosen. Seconds are kept from being cut: the next minute counts. */
function expiryOf({ expiresAt }: WantedPair): string | null {
  if (expiresAt === undefined) return null
  if (expiresAt === null) return 'permanent'
  const text = formatDateTime(Math.floor(expiresAt.getTime() / 60_000) * 60_000)
  return expiryProblem(text, Date.now()) === null ? text : null
}
