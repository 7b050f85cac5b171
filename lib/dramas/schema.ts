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
export type DramaObstacle = 'gone' | 'taken_down' | 'not_passed' | 'not_playable'

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
