import { z } from 'zod'
import { toEventView } from '@/app/(desk)/audit/event-view'
import { getEvent } from '@/lib/audit/queries'
import { failure } from '@/lib/errors'
import { route } from '@/lib/route'

export const GET = route({
  permission: 'desk.read',
  query: z.strictObject({ id: z.string().max(40) }),
  run: async ({ id }) => {
    const event = await getEvent(id)
    return event ? toEventView(event, 'drawer') : failure('not_found')
  },
})
