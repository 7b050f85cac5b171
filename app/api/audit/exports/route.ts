import { z } from 'zod'
import { listExports } from '@/lib/exports/queries'
import { route } from '@/lib/route'

export const GET = route({
  permission: 'audit.export',
  query: z.strictObject({ who: z.enum(['mine', 'all']).default('mine') }),
  run: ({ who }, { session }) => listExports(who === 'mine' ? session.user.id : null),
})
