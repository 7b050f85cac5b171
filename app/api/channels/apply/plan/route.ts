import { z } from 'zod'
import { readPlanProgress } from '@/lib/channels/apply-store'
import { failure } from '@/lib/errors'
import { route } from '@/lib/route'

export const GET = route({
  permission: 'desk.read',
  query: z.strictObject({ change: z.uuid() }),
  run: async ({ change }) => (await readPlanProgress(change)) ?? failure('not_found'),
})
