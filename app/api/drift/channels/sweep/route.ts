import { z } from 'zod'
import { readChannelSweep } from '@/lib/channels/sweep-state'
import { route } from '@/lib/route'

export const GET = route({
  permission: 'desk.read',
  query: z.strictObject({ connection: z.uuid() }),
  run: ({ connection }) => readChannelSweep(connection),
})
