import { z } from 'zod'
import { publicDoor } from '@/lib/auth/public-door'
import { signOut } from '@/lib/auth/sign-out'

export const POST = publicDoor({
  input: z.unknown(),
  run: async (_input, { headers }) => ({ ok: true, data: { body: null, cookies: [await signOut(headers)] } }),
})
