import { z } from 'zod'
import { movedRules } from '@/lib/channels/schedule-schema'
import { reasonSchema } from '@/lib/channels/schema'

export const scheduleInput = {
  /** A Beijing minute, `2026-11-26 22:30`. */
  dueAt: z.string().max(40),
  reason: reasonSchema,
  ifMoved: z.enum(movedRules),
}
