import type { Route } from 'next'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Mono } from '@/components/ui/mono'
import type { EventRecord } from '@/lib/audit/schema'
import { formatDateTime } from '@/lib/format'

/** When, who, from where, and what identifies the row. What is not known has no line. */
export function EventFacts({ event }: { event: EventRecord }) {
  const t = useTranslations('audit')
  const tShell = useTranslations('shell')
  const utc = new Date(event.occurredAt).toISOString().replace('T', ' ').replace('Z', '')
  return (
    <dl className="mt-3 grid grid-cols-[88px_minmax(0,1fr)] gap-x-3 gap-y-1 [&_dt]:text-ink-3">
      <Fact label={t('event.when')}>
        <time dateTime={event.occurredAt} title={t('event.utc', { time: utc })}>
          {formatDateTime(event.occurredAt, 'milli')} {t('beijing')}
        </time>
      </Fact>
      <Fact label={t('event.who')}>
        {event.actor.name} <span className="text-ink-2">{roleText(event.actorRole, tShell)}</span>{' '}
        <Mono quiet>{event.actor.id}</Mono>
      </Fact>
      <Fact label={t('event.target')}>
        {t(`targetType.${event.target.type}`)} {event.target.name}{' '}
        <Link href={targetHref(event) as Route} prefetch={false}>
          <Mono>{event.target.id}</Mono>
        </Link>
      </Fact>
      {event.operation ? (
        <Fact label={t('event.receipt')}>
          <Link href={`/operations/R-${event.operation.number}` as Route} prefetch={false}>
            <Mono>R-{event.operation.number}</Mono>
          </Link>
        </Fact>
      ) : null}
      <Fact label={t('event.action')}>
        <Mono>{event.action}</Mono> {t(`phase.${event.phase}`)}
      </Fact>
      {event.ip ? (
        <Fact label={t('event.ip')}>
          <Mono>{event.ip}</Mono>
        </Fact>
      ) : null}
      {event.userAgent ? <Fact label={t('event.userAgent')}>{event.userAgent}</Fact> : null}
      {event.sessionPrint ? (
        <Fact label={t('event.session')}>
          <Mono>{event.sessionPrint}</Mono>
        </Fact>
      ) : null}
      {event.requestId ? (
        <Fact label={t('event.request')}>
          <Mono>{event.requestId}</Mono>
        </Fact>
      ) : null}
      <Fact label={t('event.eventId')}>
        <Mono>{event.id}</Mono>
      </Fact>
    </dl>
  )
}

/** A noted event is opened itself; anything else leads to all that happened to it. */
const targetHref = ({ target }: EventRecord): string =>
  target.type === 'event' ? `/audit/${target.id}` : `/audit?target=${encodeURIComponent(`${target.type}:${target.id}`)}`

/** Roles are kept as they were named at the time; one that no longer exists keeps its stored name. */
const roleText = (role: string, t: ReturnType<typeof useTranslations<'shell'>>): string =>
  t.has(`role.${role}` as 'role.admin') ? t(`role.${role}` as 'role.admin') : role

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </>
  )
}
