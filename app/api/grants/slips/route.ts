import { z } from 'zod'
import { listOpenSlips } from '@/lib/grants/open-slips'
import { DOCKED } from '@/lib/grants/slip-schema'
import { route } from '@/lib/route'

export const GET = route({
  permission: 'grant.write',
  query: z.strictObject({}),
  run: (_, { session }) => listOpenSlips(session.user.id, DOCKED),
})
