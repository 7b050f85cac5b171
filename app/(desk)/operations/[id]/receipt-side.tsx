import type { Route } from 'next'
import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { auditHref } from '@/app/(desk)/audit/search-params'
import { CourseSteps } from '@/components/operation/course-steps'
import { latencyText } from '@/components/operation/latency-text'
import { VerdictBadge } from '@/components/operation/verdict-badge'
import { Mono } from '@/components/ui/mono'
import { State } from '@/components/ui/state'
import { formatCount } from '@/lib/format'
import type { ChildOperation } from '@/lib/operations/family'
import type { CallView, Course, OperationView } from '@/lib/operations/schema'
import { actionKey, verdictKey } from '@/lib/operations/words-schema'
import { CallList } from './call-list'
import { toCourseSteps } from './course-text'
import type { Receipt } from './load-receipt'
import { ReceiptSeal } from './receipt-seal'
import { sealProps } from './seal-props'

type ReceiptSideProps = {
  operation: OperationView
  course: Course
  calls: readonly CallView[]
  related: readonly ChildOperation[]
  events: Receipt['events']
}

/** Seal, course, calls: what stands behind the verdict. */
export function ReceiptSide({ operation, course, calls, related, events }: ReceiptSideProps) {
  const t = useTranslations('operations')
  const tPage = useTranslations('eventPage.related')
  const seal = sealProps(operation, t)
  return (
    <aside className="flex flex-col gap-[18px] border-l border-line px-[22px] pt-[18px] pb-6 max-desk:border-t max-desk:border-l-0">
      <div className="mx-auto empty:hidden">
        <ReceiptSeal seal={seal} />
      </div>
      <Part title={t('timeline.title')}>
        <CourseSteps steps={toCourseSteps(operation, course, t)} />
      </Part>
      <Part
        title={t('calls.title')}
        note={course.calls > 0 ? t('calls.count', { count: formatCount(course.calls) }) : t('calls.none')}
      >
        <CallFacts operation={operation} course={course} />
        <CallList calls={calls} total={course.calls} />
      </Part>
      <Part title={t('related.title')}>
        <ul className="grid gap-1 text-12">
          <li>
            <Link href={auditHref({ operation: `R-${operation.number}` })} prefetch={false}>
              {tPage('events', { count: `${formatCount(events.count)}${events.isMore ? '+' : ''}` })}
            </Link>
          </li>
          {events.lastEventId ? (
            <li>
              <Link href={`/audit/${events.lastEventId}` as Route} prefetch={false}>
                <State name={events.place ? 'verified' : 'queued'}>
                  {events.place ? tPage('sealed', { leaf: formatCount(events.place.leafNo + 1) }) : tPage('waiting')}
                </State>
              </Link>
            </li>
          ) : null}
          {operation.parentNumber === null ? null : (
            <li>
              <Link href={`/operations/R-${operation.parentNumber}` as Route} prefetch={false}>
                {t('related.parent')} <Mono>{t('reference', { number: String(operation.parentNumber) })}</Mono>
              </Link>
            </li>
          )}
          {related.map((child) => (
            <RelatedOperation key={child.id} operation={child} />
          ))}
        </ul>
      </Part>
    </aside>
  )
}

function RelatedOperation({ operation }: { operation: ChildOperation }) {
  const t = useTranslations('operations')
  return (
    <li className="flex flex-wrap items-center gap-x-2">
      <Link href={`/operations/R-${operation.number}` as Route} prefetch={false}>
        <Mono>{t('reference', { number: String(operation.number) })}</Mono> {t(`action.${actionKey(operation.action)}`)}
      </Link>
      <span className="ml-auto">
        <VerdictBadge verdict={operation.verdict} running={operation.state !== 'queued'} mark>
          {t(`verdict.${verdictKey(operation)}`)}
        </VerdictBadge>
      </span>
    </li>
  )
}

function Part({ title, note, children }: { title: string; note?: string; children: ReactNode }) {
  return (
    <section>
      <h2 className="mb-2 flex justify-between border-b border-line pb-[5px] font-serif text-13 font-semibold">
        {title}
        {note ? <span className="font-sans text-12 font-normal text-ink-3">{note}</span> : null}
      </h2>
      {children}
    </section>
  )
}

function CallFacts({ operation, course }: { operation: OperationView; course: Course }) {
  const t = useTranslations('operations.calls')
  const locale = useLocale()
  if (course.calls === 0) return null
  const duration = (latencyMs: number | null) => (latencyMs === null ? '—' : latencyText(latencyMs, locale))
  return (
    <dl className="grid grid-cols-[60px_1fr] gap-x-1.5 gap-y-1 text-12 [&_dt]:text-ink-3">
      <dt>{t('endpoint')}</dt>
      <dd className="min-w-0 break-all">
        <Mono>{course.endpoint ?? '—'}</Mono>
      </dd>
      <dt>{t('latency')}</dt>
      <dd>
        {duration(course.p50Ms)} / {duration(course.p95Ms)}
      </dd>
      {operation.connection ? (
        <>
          <dt>{t('limit')}</dt>
          <dd>{t('perSecond', { count: String(operation.connection.callsPerSecond) })}</dd>
        </>
      ) : null}
    </dl>
  )
}
