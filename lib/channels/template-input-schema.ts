import { z } from 'zod'
import { channelChangeSchema } from '@/lib/channels/apply-input-schema'
import { TEMPLATE_NAME_MAX, TEMPLATE_NOTE_MAX } from '@/lib/channels/template-schema'
import { countCodePoints } from '@/lib/format'

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
