import { z } from 'zod'
import { type ItemGroup, itemGroups } from './schema'

/** Names one way of not having succeeded within a receipt: verdict, upstream code, our cause. */
export const causeKeyOf = ({
  group,
  code,
  cause,
}: {
  group: ItemGroup
  code: string | null
  cause: string | null
}): string => [group, code ?? '', cause ?? ''].join('.')

/** The parts of a key from outside; null when it is none. */
export function parseCauseKey(key: string): { group: ItemGroup; code: string; cause: string } | null {
  if (!causeKeySchema.safeParse(key).success) return null
  const [group, code = '', cause = ''] = key.split('.')
  const known = itemGroups.find((name) => name === group)
  return known ? { group: known, code, cause } : null
}

export const causeKeySchema = z.string().regex(/^[a-z]{1,20}\.[\w-]{0,60}\.\w{0,60}$/)

export const MOST_CAUSES = 50

/** Actions whose failed items can be submitted again as they were. */
export const retryableActions: readonly string[] = ['drama.grant', 'drama.revoke']

export type RetryCause = {
  key: string
  group: ItemGroup
  code: string | null
  cause: string | null
  message: string | null
  rid: string | null
  count: number
}
