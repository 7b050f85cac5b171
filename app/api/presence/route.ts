import { z } from 'zod'
import { buildId } from '@/lib/build'
import { route } from '@/lib/route'

/** Asked by an open page: whether somebody answers, the session still holds, and the build is the one the page came from. */
export const GET = route({ permission: 'desk.read', query: z.strictObject({}), run: async () => ({ build: buildId }) })
