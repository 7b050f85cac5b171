import type { DramaView } from '@/lib/dramas/schema'

/** What was read just now, or why it was not. */
export type Reading<T> = { isRead: true; value: T } | { isRead: false; why: string }

/** `expiresAt` in milliseconds; null is permanent. */
export type Right = { expiresAt: number | null }

export type LiveDrama = Pick<DramaView, 'name' | 'auditState' | 'playState' | 'episodeCount'> & {
  auditedAt: number | null
}

export type Attempt = {
  operation: { id: string; number: number }
  /** Still under way. */
  isOpen: boolean
  isRefused: boolean
  code: string | null
}

/** Everything the eight checks are judged by. Null where something is certainly not there. */
export type Facts = {
  now: number
  drama: Reading<LiveDrama | null>
  dramaGrant: Reading<Right | null>
  accountGrant: Reading<Right | null>
  copyright: Reading<Right | null>
  /** The last time WeChat refused this licensee for its missing category. */
  categoryRefusedAt: number | null
  /** The last time WeChat took a grant to this licensee, of any drama. */
  grantTakenAt: number | null
  /** The last grant of this drama to this licensee that was tried here. */
  attempt: Attempt | null
}
