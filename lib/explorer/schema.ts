import { z } from 'zod'

export type SavedView = {
  id: string
  name: string
  query: string
  isShared: boolean
  isOwn: boolean
  ownerName: string
}

export const MOST_NAME = 60
export const MOST_VIEWS = 50

const name = z
  .string()
  .transform((text) => text.replace(/\s+/g, ' ').trim())
  .pipe(
    z
      .string()
      .min(1, 'nameMissing')
      .max(MOST_NAME, 'nameLong')
      .refine((text) => !/\p{Cc}|\p{Cf}/u.test(text), 'nameOdd'),
  )

const query = z.string().max(4_000, 'queryLong')

export const saveViewInput = z.strictObject({ name, query, isShared: z.boolean() })
export const updateViewInput = z.strictObject({ id: z.uuid(), name, query, isShared: z.boolean() })
export const deleteViewInput = z.strictObject({ id: z.uuid() })
