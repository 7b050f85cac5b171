import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { EventTold } from '@/components/audit/event-told'
import { FastLinks } from '@/components/audit/fast-links'
import { JsonBlock } from '@/components/audit/json-block'
import { Timeline } from '@/components/audit/timeline'
import { CourseSteps } from '@/components/operation/course-steps'
import type { EventRecord } from '@/lib/audit/schema'
import { writeTarget } from '@/lib/audit/target-id'
import { auditHref } from '../search-params'
import { toStorySteps } from './course'
import { EventCalls } from './event-calls'
import { EventChanges } from './event-changes'
import { EventPlaceFacts } from './event-place-facts'
import { EventReadings } from './event-readings'
import type { LoadedEvent } from './load-event'
import { NoteSection } from './note-section'
import { OperationEvents } from './operation-events'
import { UpstreamFacts } from './upstream-facts'

/** One event told whole: what, who, why, what changed, what was sent and found, and how it is proven. */
export function EventContent({ loaded }: { loaded: LoadedEvent }) {
  const { event, view, story, notes, place, timeline } = loaded
  const isNote = event.action === 'audit.note'
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_320px] max-desk:grid-cols-1">
      <div className="min-w-0 px-7 pt-4 pb-6 max-tablet:px-4">
        <FastLinks>
          <EventTold view={view} changes={<EventChanges event={event} rows={view.changes} />} />
        </FastLinks>
        <EventReadings detail={event.detail} />
        {event.upstream ? <UpstreamFacts upstream={event.upstream} /> : null}
        {story && !event.upstream ? <EventCalls calls={story.calls} total={story.course.calls} /> : null}
        <Rest event={event} />
        {isNote ? null : <NoteSection subject={{ type: 'event', id: event.id }} notes={notes} />}
        {story ? <OperationEvents events={story.events} currentId={event.id} /> : null}
      </div>
      <aside className="grid content-start gap-[18px] border-l border-line px-[22px] pt-4 pb-6 max-desk:border-t max-desk:border-l-0">
        {story ? <Story story={story} /> : null}
        <TargetTimeline event={event} timeline={timeline} />
        <EventPlaceFacts event={event} place={place} />
      </aside>
    </div>
  )
}

/** What the event carries beyond its own columns, as it is stored. */
function Rest({ event: { detail, action } }: { event: EventRecord }) {
  const t = useTranslations('audit.event')
  if (detail === null || action === 'audit.note') return null
  return (
    <details className="mt-4 text-12">
      <summary>{t('detail')}</summary>
      <JsonBlock label={t('detail')} value={detail} />
    </details>
  )
}

function Story({ story }: { story: NonNullable<LoadedEvent['story']> }) {
  const t = useTranslations('operations')
  const tPage = useTranslations('eventPage')
  return (
    <Part
      title={tPage('course')}
      link={{ href: `/operations/R-${story.operation.number}`, text: `R-${story.operation.number}` }}
    >
      <CourseSteps steps={toStorySteps(story, t, tPage)} />
    </Part>
  )
}

function TargetTimeline({ event, timeline }: { event: EventRecord; timeline: LoadedEvent['timeline'] }) {
  const t = useTranslations('audit.event')
  const href = auditHref({ target: writeTarget(event) })
  return (
    <Part title={t('timeline')} link={{ href, text: t('timelineAll') }}>
      <FastLinks>
        <Timeline events={timeline} currentId={event.id} />
      </FastLinks>
    </Part>
  )
}

type PartProps = { title: string; link?: { href: string; text: string }; children: ReactNode }

export function Part({ title, link, children }: PartProps) {
  return (
    <section>
      <h2 className="mb-2 flex items-baseline justify-between gap-3 border-b border-line pb-[5px] font-serif text-13 font-semibold">
        {title}
        {link ? (
          <a href={link.href} className="font-sans text-12 font-normal">
            {link.text}
          </a>
        ) : null}
      </h2>
      {children}
    </section>
  )
}
