import { z } from 'zod'
import { type ChannelChange, channelChangeSchema } from '@/lib/channels/apply-schema'
import { countCodePoints } from '@/lib/format'

export const TEMPLATE_NAME_MAX = 40
export const TEMPLATE_NOTE_MAX = 200

const short = (most: number) =>
  z
    .string()
    .trim()
    .refine((text) => countCodePoints(text) <= most, 'tooLong')
export const templateFacts = {
  name: short(TEMPLATE_NAME_MAX).min(1, 'required'),
  note: short(TEMPLATE_NOTE_MAX),
  content: channelChangeSchema,
}

/** A template as a screen knows it: no secret, only which there are. */
export type TemplateView = {
  id: string
  name: string
  note: string
  content: ChannelChange & { secrets: string[] }
  version: number
  updatedBy: string
  updatedAt: string
  isArchived: boolean
}
