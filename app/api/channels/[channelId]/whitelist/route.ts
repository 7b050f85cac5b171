import { readWhitelist } from '@/lib/channels/read-checks'
import { whitelistQuerySchema } from '@/lib/channels/schema'
import { route } from '@/lib/route'

export const GET = route({ permission: 'desk.read', query: whitelistQuerySchema, run: readWhitelist })
