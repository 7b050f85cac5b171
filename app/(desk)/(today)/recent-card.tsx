import type { Route } from 'next'
import Link from 'next/link'
import { getLocale, getTranslations } from 'next-intl/server'
import { SectionTitle } from '@/components/shell/section-title'
import { Avatar } from '@/components/ui/avatar'
import { Icon } from '@/components/ui/icon'
import { Mono } from '@/components/ui/mono'
import { State } from '@/components/ui/state'
import { describeEvent } from '@/lib/audit/describe'
import type { AuditFilter } from '@/lib/audit/filter'
import { listEvents } from '@/lib/audit/queries'
import type { EventLine } from '@/lib/audit/schema'
import { formatShortDateTime } from '@/lib/format'
import type { AppLocale } from '@/lib/i18n/locales'
import { NothingHere } from './nothing-here'

const SHOWN = 10
/** Coming and going is left to the log. */
const deeds: AuditFilter = { clauses: [{ on: 'action', values: ['session.start', 'session.end'], isExcluded: true }] }

/** The newest deeds, each a sentence that opens its evidence. */
export async function RecentCard() {
  const t = await getTranslations('today.recent')
  const locale = await getLocale()
  const { events } = await listEvents(deeds, null, SHOWN)
  return (
    <section aria-label={t('title')}>
      <SectionTitle
        actions={
          <Link href={'/audit' as Route} className="link">
            {t('all')}
          </Link>
        }
      >
        {t('title')}
      </SectionTitle>
      {events.length === 0 ? (
        <NothingHere title={t('empty')} />
      ) : (
        <ol>
          {events.map((event) => (
            <RecentEvent key={event.id} event={event} locale={locale} words={(word) => t(`state.${word}`)} />
          ))}
        </ol>
      )}
    </section>
  )
}

type StateWord = 'done' | 'recorded' | 'alarm' | 'answered'

function RecentEvent({
  event,
  locale,
  words,
}: {
  event: EventLine
  locale: AppLocale
  words: (word: StateWord) => string
}) {
  const { parts, state } = describeEvent(event, locale)
  return (
    <li className="flex min-h-9 flex-wrap items-center gap-x-3 gap-y-0.5 border-b border-line-soft py-1.5">
      <Mono quiet>
        <time dateTime={event.occurredAt}>{formatShortDateTime(event.occurredAt)}</time>
      </Mono>
      {event.actor.type === 'person' ? (
        <Avatar name={event.actor.name} small />
      ) : (
        <span className="flex w-[18px] justify-center text-ink-3">
          <Icon name={event.actor.type === 'system' ? 'clock' : 'person'} small />
        </span>
      )}
      <Link href={`/audit/${event.id}` as Route} className="min-w-0 flex-1 basis-60 text-ink hover:text-azurite">
        {parts.map((part, index) => (
          <bdi
            // biome-ignore lint/suspicious/noArrayIndexKey: the order of a sentence is its identity
            key={index}
            className={part.kind === 'actor' ? 'font-medium' : part.kind === 'object' ? 'obj' : ''}
          >
            {part.text}
          </bdi>
        ))}
      </Link>
      <State name={state.name}>{state.word ? words(state.word) : undefined}</State>
      {event.operation ? <Mono quiet>{`R-${event.operation.number}`}</Mono> : null}
    </li>
  )
}
