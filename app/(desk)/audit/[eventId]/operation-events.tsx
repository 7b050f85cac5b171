import { useTranslations } from 'next-intl'
import { EventRows } from '@/components/audit/event-rows'
import { FastLinks } from '@/components/audit/fast-links'
import { toRowFacts } from '@/components/audit/row-facts'
import { SectionTitle } from '@/components/shell/section-title'
import type { EventRecord } from '@/lib/audit/schema'
import { formatCount } from '@/lib/format'
import { useRowWords } from '../event-list'
import { COURSE_LIMIT } from './load-event'

/** Every event of the operation this one belongs to. */
export function OperationEvents({ events, currentId }: { events: readonly EventRecord[]; currentId: string }) {
  const t = useTranslations('audit.event')
  const words = useRowWords()
  if (events.length < 2) return null
  return (
    <section className="mt-5">
      <SectionTitle note={t('courseNote')}>{t('course')}</SectionTitle>
      <FastLinks>
        <EventRows
          rows={events.map((event) => toRowFacts(event, words))}
          beijing={words.beijing}
          currentId={currentId}
        />
      </FastLinks>
      {events.length === COURSE_LIMIT ? (
        <p className="py-1 text-12 text-ink-3">{t('courseMore', { count: formatCount(COURSE_LIMIT) })}</p>
      ) : null}
    </section>
  )
}
