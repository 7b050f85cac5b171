import { z } from 'zod'

export type SavedView = {
  id: string
  name: string
  query: string
  isShared: boolean
  isOwn: boolean
  ownerName: string
}

/** More than this is told as “more”. */
export const MOST_COUNTED = 999
/** By the name of a built-in view, or the id of a saved one. */
export type ViewCounts = Record<string, { count: number; isAtLeast: boolean }>

/** Saved views that stand in the row; the rest fold away. */
export const MOST_TABS = 3
export const viewCountsQuery = z.strictObject({
  ids: z
    .string()
    .max(200)
    .default('')
    .transform((text) => text.split(',').filter((id) => id !== ''))
    .pipe(z.array(z.uuid()).max(MOST_TABS)),
})

const MOST_NAME = 60
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
