import { z } from 'zod'
import { countCodePoints } from '@/lib/format'
import type { Json } from './schema'

export const answers = ['present', 'absent'] as const
export type Answer = (typeof answers)[number]

const MOST_ANSWERED = 200

export const answerInput = z.strictObject({
  operationId: z.uuid(),
  itemIds: z.array(z.uuid()).min(1, 'required').max(MOST_ANSWERED, 'tooMany'),
  answer: z.enum(answers),
  reason: z
    .string()
    .trim()
    .refine((text) => countCodePoints(text) >= 2, 'reasonShort')
    .refine((text) => countCodePoints(text) <= 500, 'reasonLong'),
})

export const recheckInput = z.strictObject({ operationId: z.uuid() })

/** What became known of an item after its receipt was closed. */
export type ItemCheck = {
  id: string
  itemId: string
  targetName: string
  source: 'read_back' | 'person'
  answer: Answer | 'differs' | 'unreadable'
  found: Json
  reason: string | null
  actorName: string
  at: string
}

/** An item whose outcome nobody knows, and all we do know of it. */
export type OpenQuestion = {
  itemId: string
  targetName: string
  dramaName: string | null
  licenseeName: string | null
  appid: string | null
  cause: string | null
  sentAt: string | null
  readAt: string | null
  /** ISO, `permanent`, or null when nothing of the kind was read. */
  expiresAt: string | null
  foundExpiresAt: string | null
  latest: Pick<ItemCheck, 'answer' | 'at'> | null
}
