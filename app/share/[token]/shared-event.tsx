import { toEventView } from '@/app/(desk)/audit/event-view'
import { EventTold } from '@/components/audit/event-told'
import type { EventRecord } from '@/lib/audit/schema'

/** One event as somebody outside reads it: the sentence, when, and what changed. */
export async function SharedEvent({ event }: { event: EventRecord }) {
  return <EventTold view={await toEventView(event, 'outside')} />
}
