import { z } from 'zod'

export type DramaChoices = {
  ids: string[]
  /** One sign per id: `+` may be granted, `-` may not. */
  marks: string
  syncedAt: string | null
}

export const choicesQuery = z.strictObject({ connection: z.uuid(), q: z.string().trim().max(100).default('') })
