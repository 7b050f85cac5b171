import { getLocale } from 'next-intl/server'
import { readGuide } from '@/lib/guides/read-guide'
import { guideQuery } from '@/lib/guides/schema'
import { route } from '@/lib/route'

export const GET = route({
  permission: 'desk.read',
  query: guideQuery,
  run: async ({ name }) => readGuide(name, await getLocale()),
})
