import { publicDoor } from '@/lib/auth/public-door'
import { signInSchema } from '@/lib/auth/schema'
import { signIn } from '@/lib/auth/sign-in'

export const POST = publicDoor({
  input: signInSchema,
  run: async (input, { facts }) => {
    const result = await signIn(input, facts)
    return result.ok ? { ok: true, data: { body: null, cookies: result.data.cookies } } : result
  },
})
