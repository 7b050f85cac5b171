import { z } from 'zod'

export const findQuery = z.strictObject({ q: z.string().trim().min(1).max(100) })

/** Something with a page of its own. `detail` is its number, in the upstream's own digits. */
export type FoundThing = {
  kind: 'receipt' | 'drama' | 'licensee' | 'channel'
  id: string
  name: string
  detail: string
  href: string
}
