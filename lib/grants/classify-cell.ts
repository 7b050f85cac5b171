import 'server-only'
import type { BlockCause, CellPlan } from '@/lib/grants/schema'

/** Seconds since 1970, 0 for permanent: one unit on the wire, in the ledger and in the log. */
export const toSeconds = (expiresAt: Date | null): number =>
  expiresAt === null ? 0 : Math.floor(expiresAt.getTime() / 1000)

/**
 * What granting would do to one drama at one licensee.
 * @param held until when it is held, in seconds (0 permanent); null when not at all.
 */
export function classifyCell(cell: {
  obstacle: BlockCause | null
  held: number | null
  wanted: number
  now: number
}): CellPlan {
  if (cell.obstacle) return 'blocked'
  if (cell.held === null) return 'new'
  if (cell.held === cell.wanted) return 'same'
  const hasLapsed = cell.held !== 0 && cell.held * 1000 <= cell.now
  if (hasLapsed) return 'new'
  if (cell.wanted === 0) return 'extend'
  if (cell.held === 0) return 'shorten'
  return cell.wanted > cell.held ? 'extend' : 'shorten'
}
