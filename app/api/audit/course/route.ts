import { z } from 'zod'
import { getRowWords } from '@/app/(desk)/audit/row-words'
import { toRowFacts } from '@/components/audit/row-facts'
import { listOperationEvents } from '@/lib/audit/queries'
import { route } from '@/lib/route'

const MOST = 60

export const GET = route({
  permission: 'desk.read',
  query: z.strictObject({ operation: z.uuid() }),
  run: async ({ operation }) => {
    const [events, words] = await Promise.all([listOperationEvents(operation, MOST + 1), getRowWords()])
    return { rows: events.slice(0, MOST).map((event) => toRowFacts(event, words)), hasMore: events.length > MOST }
  },
})
