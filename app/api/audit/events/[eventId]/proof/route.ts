import { z } from 'zod'
import { proveEvent } from '@/lib/audit/prove'
import { failure } from '@/lib/errors'
import { route } from '@/lib/route'

export const GET = route({
  permission: 'desk.read',
  query: z.strictObject({ eventId: z.uuid() }),
  run: async ({ eventId }) => {
    const proof = await proveEvent(eventId)
    if (proof === null) return failure('not_found')
    if (proof === 'unsealed') return failure('conflict', { detail: { cause: 'unsealed' } })
    return Response.json(proof, {
      headers: {
        'cache-control': 'no-store',
        'content-disposition': `attachment; filename="proof-${eventId}.json"`,
      },
    })
  },
})
