import { useLocale, useTranslations } from 'next-intl'
import { ChangeList } from '@/components/audit/change-list'
import { Sentence } from '@/components/audit/sentence'
import { SectionTitle } from '@/components/shell/section-title'
import { State } from '@/components/ui/state'
import { describeEvent } from '@/lib/audit/describe'
import type { EventRecord } from '@/lib/audit/schema'
import { formatDateTime } from '@/lib/format'

/** One event as somebody outside reads it: the sentence, when, and what changed. */
export function SharedEvent({ event }: { event: EventRecord }) {
  const t = useTranslations('sharing')
  const tAudit = useTranslations('audit')
  const tState = useTranslations('ui.state')
  const { parts, evidence, state } = describeEvent(event, useLocale())
  return (
    <>
      <State name={state.name}>{state.word ? tAudit(`word.${state.word}`) : tState(state.name)}</State>
      <h1 className="mt-1 font-serif text-26 font-semibold break-words">
        <Sentence parts={parts} />
      </h1>
      {evidence.length > 0 ? <p className="mt-1 break-words text-ink-2">{evidence.join('　')}</p> : null}
      <dl className="mt-4 grid grid-cols-[88px_minmax(0,1fr)] gap-x-3 gap-y-1 [&_dt]:text-ink-3">
        <dt>{t('when')}</dt>
        <dd>
          <time dateTime={event.occurredAt}>{formatDateTime(event.occurredAt, 'milli')}</time> {tAudit('beijing')}
        </dd>
        <dt>{t('what')}</dt>
        <dd className="break-words">
          {tAudit(`targetType.${event.target.type}`)} {event.target.name}{' '}
          <span className="mono text-ink-3">{event.target.id}</span>
        </dd>
      </dl>
      {event.before === null && event.after === null ? null : (
        <section className="mt-5">
          <SectionTitle>{tAudit('event.changes')}</SectionTitle>
          <ChangeList before={event.before} after={event.after} showsAll={false} />
        </section>
      )}
    </>
  )
}
