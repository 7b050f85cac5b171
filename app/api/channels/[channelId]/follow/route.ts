import { readFollow } from '@/lib/channels/read-checks'
import { followQuerySchema } from '@/lib/channels/schema'
import { route } from '@/lib/route'

export const GET = route({ permission: 'channel.write', query: followQuerySchema, run: readFollow })
