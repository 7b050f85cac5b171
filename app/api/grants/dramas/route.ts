import { choicesQuery } from '@/lib/grants/choices-schema'
import { listDramaChoices } from '@/lib/grants/drama-choices'
import { route } from '@/lib/route'

export const GET = route({
  permission: 'desk.read',
  query: choicesQuery,
  run: ({ connection, q }) => listDramaChoices(connection, q),
})
