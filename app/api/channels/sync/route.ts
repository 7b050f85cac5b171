import { syncQuerySchema } from '@/lib/channels/schema'
import { readSync } from '@/lib/channels/sync-state'
import { route } from '@/lib/route'

export const GET = route({
  permission: 'desk.read',
  query: syncQuerySchema,
  run: ({ connection }) => readSync(connection),
})
