import { readChecks } from '@/lib/channels/read-checks'
import { checksQuerySchema } from '@/lib/channels/schema'
import { route } from '@/lib/route'

export const GET = route({ permission: 'desk.read', query: checksQuerySchema, run: readChecks })
