import { z } from 'zod'
import { dramaIdPattern } from '@/lib/dramas/schema'
import { parseBeijingDateTime } from '@/lib/format'
import { appidPattern } from '@/lib/licensees/schema'

export const expiryStates = ['permanent', 'week', 'month', 'later', 'lapsed'] as const
export type ExpiryState = (typeof expiryStates)[number]
export const grantSorts = ['granted', 'expiry'] as const
export type GrantSort = (typeof grantSorts)[number]
/** Whether the grant as it stands was last written by an operation of ours. */
export const grantSources = ['ours', 'outside'] as const

const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .refine((text) => parseBeijingDateTime(`${text} 00:00`) !== null)

/** What narrows a list of grants, as an address carries it. `from` and `until` are days of expiry in Beijing, both included. */
export const grantFilterShape = {
  q: z.string().trim().max(100).default(''),
  appid: z.string().regex(appidPattern).optional(),
  drama: z.string().regex(dramaIdPattern).optional(),
  state: z.enum(expiryStates).optional(),
  contract: z.string().trim().max(60).optional(),
  tag: z.string().trim().max(40).optional(),
  from: day.optional(),
  until: day.optional(),
  source: z.enum(grantSources).optional(),
}
export const grantFilterSchema = z.object(grantFilterShape)
export type GrantFilter = z.output<typeof grantFilterSchema>

export const isFiltered = (filter: GrantFilter): boolean =>
  Object.values(filter).some((value) => value !== undefined && value !== '')
