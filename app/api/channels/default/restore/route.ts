import { readPrepared } from '@/lib/channels/read-checks'
import { syncChannelsSchema } from '@/lib/channels/schema'
import { route } from '@/lib/route'

export const GET = route({ permission: 'default.write', query: syncChannelsSchema, run: readPrepared })
