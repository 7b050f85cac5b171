import { getLocale } from 'next-intl/server'
import { z } from 'zod'
import { readGuide } from '@/lib/guides/read-guide'
import { guideNames } from '@/lib/guides/schema'
import { route } from '@/lib/route'

export const GET = route({
  permission: 'desk.read',
  query: z.strictObject({ name: z.enum(guideNames) }),
  run: async ({ name }) => readGuide(name, await getLocale()),
})
