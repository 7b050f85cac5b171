import { z } from 'zod'
import { readRunningWork } from '@/lib/operations/running-work'
import { route } from '@/lib/route'

export const GET = route({ permission: 'desk.read', query: z.strictObject({}), run: readRunningWork })
