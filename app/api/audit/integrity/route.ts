import { z } from 'zod'
import { listVerifications } from '@/lib/integrity/queries'
import { route } from '@/lib/route'

export const GET = route({ permission: 'desk.read', query: z.strictObject({}), run: () => listVerifications() })
