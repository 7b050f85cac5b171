import { z } from 'zod'

export const dramaIdPattern = /^[1-9]\d{0,18}$/
export const auditStates = ['invalid', 'in_review', 'failed', 'passed', 'rejected', 'unknown'] as const
export const playStates = ['playable', 'in_review', 'failed', 'taken_down', 'unknown'] as const

export type DramaView = {
  dramaId: string
  name: string
  episodeCount: number | null
  auditState: (typeof auditStates)[number]
  playState: (typeof playStates)[number]
  /** No longer listed at the last sync. */
  isGone: boolean
  /** Grants held by licensees, as last read. */
  grantCount: number
}

/** Why a drama may not be granted; null when it may. */
type DramaObstacle = 'gone' | 'taken_down' | 'not_passed' | 'not_playable'

export function obstacleOf(drama: Pick<DramaView, 'auditState' | 'playState' | 'isGone'>): DramaObstacle | null {
  if (drama.isGone) return 'gone'
  if (drama.playState === 'taken_down') return 'taken_down'
  if (drama.auditState !== 'passed') return 'not_passed'
  return drama.playState === 'playable' ? null : 'not_playable'
}

export const dramaSearch = z.strictObject({
  connection: z.uuid().optional(),
  q: z.string().trim().max(100).default(''),
  cursor: z.string().regex(dramaIdPattern).optional(),
  /** Exactly these, comma-separated; the rest is ignored then. */
  ids: z
    .string()
    .regex(/^[\d,]{1,11000}$/)
    .optional(),
})

export type DramaPage = { dramas: DramaView[]; nextCursor: string | null; total: number; syncedAt: string | null }

export const stateFilters = ['ready', 'in_review', 'failed', 'taken_down', 'gone'] as const
export type StateFilter = (typeof stateFilters)[number]
export const holderFilters = ['held', 'nobody', 'week', 'month', 'lapsed'] as const
export type HolderFilter = (typeof holderFilters)[number]
export const dramaSorts = ['newest', 'name', 'expiry'] as const
export type DramaSort = (typeof dramaSorts)[number]

/** A line of the catalogue as a list shows it. */
export type DramaLine = Omit<DramaView, 'grantCount'> & {
  producer: string | null
  /** Licensees that hold it by a grant of its own that has not ended. */
  holders: number
  /** The next end among those; null when none of them ends. */
  nextExpiry: string | null
  /** Grants of it that differ from what we know, missing ones included. */
  driftCount: number
}

export const catalogueQuery = z.strictObject({
  connection: z.uuid().optional(),
  q: z.string().trim().max(100).default(''),
  state: z.enum(stateFilters).optional(),
  held: z.enum(holderFilters).optional(),
  sort: z.enum(dramaSorts).default('newest'),
  cursor: z.string().max(600).optional(),
})
export type CatalogueFilter = Pick<z.output<typeof catalogueQuery>, 'q' | 'state' | 'held' | 'sort'>

export type CataloguePage = { dramas: DramaLine[]; next: string | null }

/** How the catalogue stands: how old it is, whether it is being read, and what went wrong. */
export type CatalogueState = {
  syncedAt: string | null
  /** Listed now, whatever a filter says. */
  total: number
  /** Rows the reading under way has seen; null when none runs. */
  reading: number | null
  error: string | null
  isPartial: boolean
}
