import { publicDoor } from '@/lib/auth/public-door'
import { joinByLink } from '@/lib/people/join-by-link'
import { joinSchema } from '@/lib/people/schema'

export const POST = publicDoor({
  input: joinSchema,
  run: async (input, { facts }) => {
    const result = await joinByLink(input, facts)
    return result.ok ? { ok: true, data: { body: result.data } } : result
  },
})
