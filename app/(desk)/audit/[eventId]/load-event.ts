import 'server-only'
import { placeOf } from '@/lib/audit/place'
import { getEvent, listNeighbours, listOperationEvents } from '@/lib/audit/queries'
import { listNotes } from '@/lib/notes/queries'
import { getCourse } from '@/lib/operations/course'
import { getOperation, listCalls } from '@/lib/operations/queries'
import { slipOrigin } from '@/lib/operations/slip-origin'
import { countOpenShares } from '@/lib/sharing/queries'
import { toEventView } from '../event-view'

export const COURSE_LIMIT = 100
const CALLS_SHOWN = 20
const AROUND = 3

/** All an event shows, read at once. Null when there is no such event. */
export async function loadEvent(id: string) {
  const event = await getEvent(id)
  if (!event) return null
  const [view, story, neighbours, notes, place, openShares] = await Promise.all([
    toEventView(event, 'page'),
    event.operation ? loadStory(event.operation.id) : null,
    listNeighbours(event, AROUND),
    listNotes({ type: 'event', id: event.id }),
    placeOf(event.id),
    countOpenShares({ type: 'event', id: event.id }),
  ])
  return {
    event,
    view,
    story,
    ...neighbours,
    notes,
    place,
    openShares,
    timeline: [...neighbours.newer, event, ...neighbours.older],
  }
}

export type LoadedEvent = NonNullable<Awaited<ReturnType<typeof loadEvent>>>

/** What the operation of an event went through. */
async function loadStory(operationId: string) {
  const [operation, course, events, calls, slip] = await Promise.all([
    getOperation(operationId),
    getCourse(operationId),
    listOperationEvents(operationId, COURSE_LIMIT),
    listCalls(operationId, CALLS_SHOWN),
    slipOrigin(operationId),
  ])
  return operation && course ? { operation, course, events, calls, slip } : null
}
