import { z } from 'zod'
import { readSweep } from '@/lib/grants/drift-queries'
import { route } from '@/lib/route'

export const GET = route({
  permission: 'desk.read',
  query: z.strictObject({ connection: z.uuid() }),
  run: ({ connection }) => readSweep(connection),
})
