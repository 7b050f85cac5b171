import { z } from 'zod'
import { failure } from '@/lib/errors'
import { getProgress } from '@/lib/operations/progress'
import { route } from '@/lib/route'

export const GET = route({
  permission: 'desk.read',
  query: z.strictObject({ id: z.uuid() }),
  run: async ({ id }) => (await getProgress(id)) ?? failure('not_found'),
})
