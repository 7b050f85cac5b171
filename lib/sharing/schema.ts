import { z } from 'zod'

const shareSubjects = ['event', 'operation'] as const
export type ShareSubject = { type: (typeof shareSubjects)[number]; id: string }

const DAYS_AT_MOST = 30
export const USUAL_DAYS = 7
/** Of one person, working at the same time. */
export const MOST_SHARES = 100
export const VIEWS_AN_HOUR = 60

export const shareInput = z.strictObject({
  subjectType: z.enum(shareSubjects),
  subjectId: z.uuid(),
  days: z.int('daysRange').min(1, 'daysRange').max(DAYS_AT_MOST, 'daysRange'),
  showsNames: z.boolean(),
})
export const shareChoice = z.strictObject({ shareId: z.uuid() })

export type ShareState = 'open' | 'expired' | 'revoked'

/** A share as its list shows it; its token is not known to anybody but whom it was given to. */
export type ShareView = {
  id: string
  subject: ShareSubject & { name: string }
  showsNames: boolean
  createdBy: { id: string; name: string }
  createdAt: string
  expiresAt: string
  revokedBy: string | null
  state: ShareState
  views: number
  lastViewedAt: string | null
}
