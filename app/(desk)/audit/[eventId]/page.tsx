import type { Metadata, Route } from 'next'
import { notFound } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { getLocale, getTranslations } from 'next-intl/server'
import { ChangeList } from '@/components/audit/change-list'
import { EventRows } from '@/components/audit/event-rows'
import { FastLinks } from '@/components/audit/fast-links'
import { JsonBlock } from '@/components/audit/json-block'
import { toRowFacts } from '@/components/audit/row-facts'
import { Sentence } from '@/components/audit/sentence'
import { Timeline } from '@/components/audit/timeline'
import { CopyLink } from '@/components/operation/copy-link'
import { DocumentRule } from '@/components/shell/document-rule'
import { SectionTitle } from '@/components/shell/section-title'
import { Trail } from '@/components/shell/trail'
import { ButtonLink } from '@/components/ui/button'
import { State } from '@/components/ui/state'
import { listFields } from '@/lib/audit/changes-schema'
import { describeEvent, plainSentence } from '@/lib/audit/describe'
import { getEvent, listNeighbours, listOperationEvents } from '@/lib/audit/queries'
import type { EventLine, EventRecord } from '@/lib/audit/schema'
import { requirePermission } from '@/lib/auth/session'
import { formatCount } from '@/lib/format'
import { useRowWords } from '../event-list'
import { auditHref } from '../search-params'
import { EventFacts } from './event-facts'
import { UpstreamFacts } from './upstream-facts'

type EventProps = {
  params: Promise<{ eventId: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

const COURSE_LIMIT = 100

export async function generateMetadata({ params }: EventProps): Promise<Metadata> {
  const [event, locale, t] = await Promise.all([
    getEvent((await params).eventId),
    getLocale(),
    getTranslations('audit'),
  ])
  return { title: event ? plainSentence(describeEvent(event, locale)) : t('event.title') }
}

export default async function EventPage({ params, searchParams }: EventProps) {
  await requirePermission('desk.read')
  const event = await getEvent((await params).eventId)
  if (!event) notFound()
  const [course, neighbours, query] = await Promise.all([
    event.operation ? listOperationEvents(event.operation.id, COURSE_LIMIT) : [],
    listNeighbours(event),
    searchParams,
  ])
  return <EventScreen event={event} course={course} {...neighbours} showsAll={query.fields === 'all'} />
}

type EventScreenProps = {
  event: EventRecord
  course: readonly EventRecord[]
  newer: EventLine[]
  older: EventLine[]
  showsAll: boolean
}

function EventScreen({ event, course, newer, older, showsAll }: EventScreenProps) {
  const t = useTranslations('audit')
  const words = useRowWords()
  const { parts, evidence, state } = describeEvent(event, words.locale)
  const target = `${event.target.type}:${event.target.id}`
  return (
    <>
      <Trail
        steps={[
          { label: t('title'), href: '/audit' as Route },
          { label: event.id.slice(-12), mono: true },
        ]}
      />
      <div className="px-6 pb-12 max-tablet:px-4">
        <div className="no-print flex min-h-[52px] flex-wrap items-center justify-end gap-1 py-2">
          <Neighbour event={older.at(0)} label={t('event.older')} none={t('event.first')} />
          <Neighbour event={newer.at(-1)} label={t('event.newer')} none={t('event.last')} />
          <CopyLink path={`/audit/${event.id}`}>{t('copyLink')}</CopyLink>
        </div>
        <article className="sheet">
          <div className="-mx-px">
            <DocumentRule />
          </div>
          <div className="grid grid-cols-[minmax(0,1fr)_320px] max-desk:grid-cols-1">
            <div className="min-w-0 px-7 pt-4 pb-6 max-tablet:px-4">
              <State name={state.name}>{words.state(state)}</State>
              <h1 className="mt-1 font-serif text-26 font-semibold break-words">
                <Sentence parts={parts} />
              </h1>
              {evidence.length > 0 ? <p className="mt-1 break-words text-ink-2">{evidence.join('　')}</p> : null}
              <EventFacts event={event} />
              <Changes event={event} showsAll={showsAll} />
              {event.upstream ? <UpstreamFacts upstream={event.upstream} /> : null}
              {event.detail === null ? null : (
                <details className="mt-4 text-12">
                  <summary>{t('event.detail')}</summary>
                  <JsonBlock label={t('event.detail')} value={event.detail} />
                </details>
              )}
              <Course course={course} currentId={event.id} />
            </div>
            <aside className="border-l border-line px-[22px] pt-4 pb-6 max-desk:border-t max-desk:border-l-0">
              <h2 className="mb-1 border-b border-line pb-[5px] font-serif text-13 font-semibold">
                {t('event.timeline')}
              </h2>
              <FastLinks>
                <Timeline events={[...newer, event, ...older]} currentId={event.id} />
                <p className="mt-2 text-12">
                  <a href={auditHref({ target })}>{t('event.timelineAll')}</a>
                </p>
              </FastLinks>
            </aside>
          </div>
        </article>
      </div>
    </>
  )
}

function Neighbour({ event, label, none }: { event: EventLine | undefined; label: string; none: string }) {
  if (!event) return <span className="px-2 text-12 text-ink-3">{none}</span>
  return (
    <ButtonLink variant="ghost" href={`/audit/${event.id}` as Route} prefetch={false}>
      {label}
    </ButtonLink>
  )
}

function Changes({ event, showsAll }: { event: EventRecord; showsAll: boolean }) {
  const t = useTranslations('audit.event')
  if (event.before === null && event.after === null) return null
  const changed = listFields(event.before, event.after).filter((field) => field.isChanged).length
  const path = `/audit/${event.id}`
  return (
    <section className="mt-5">
      <SectionTitle
        actions={
          <nav className="tabs" aria-label={t('changes')}>
            <a href={path} aria-current={showsAll ? undefined : 'page'}>
              {t('changedOnly', { count: formatCount(changed) })}
            </a>
            <a href={`${path}?fields=all`} aria-current={showsAll ? 'page' : undefined}>
              {t('allFields')}
            </a>
          </nav>
        }
      >
        {t('changes')}
      </SectionTitle>
      <ChangeList before={event.before} after={event.after} showsAll={showsAll} />
    </section>
  )
}

function Course({ course, currentId }: { course: readonly EventRecord[]; currentId: string }) {
  const t = useTranslations('audit.event')
  const words = useRowWords()
  if (course.length < 2) return null
  return (
    <section className="mt-5">
      <SectionTitle note={t('courseNote')}>{t('course')}</SectionTitle>
      <FastLinks>
        <EventRows
          rows={course.map((event) => toRowFacts(event, words))}
          beijing={words.beijing}
          currentId={currentId}
        />
      </FastLinks>
      {course.length === COURSE_LIMIT ? (
        <p className="py-1 text-12 text-ink-3">{t('courseMore', { count: formatCount(COURSE_LIMIT) })}</p>
      ) : null}
    </section>
  )
}
