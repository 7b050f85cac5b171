import { findAnything } from '@/lib/overview/find-anything'
import { findQuery } from '@/lib/overview/find-schema'
import { route } from '@/lib/route'

export const GET = route({
  permission: 'desk.read',
  query: findQuery,
  run: async ({ q }) => ({ found: await findAnything(q) }),
})
