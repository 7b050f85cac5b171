import clsx from 'clsx'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { State } from '@/components/ui/state'
import type { EventFact, EventView } from '@/lib/audit/event-view-schema'
import { formatCount, visibleText } from '@/lib/format'
import { ChangeList } from './change-list'
import { Evidence } from './evidence'
import { Sentence } from './sentence'

type Props = {
  view: EventView
  /** In a drawer it is a part of a page, set small. */
  isDrawer?: boolean
  /** In place of the plain list of what changed. */
  changes?: ReactNode
}

/** One event: what, when, why, what changed, and what identifies it. */
export function EventTold({ view, isDrawer = false, changes }: Props) {
  const t = useTranslations('ui.event')
  const tChanges = useTranslations('ui.changes')
  const { state, parts, evidence, when, reason, facts, changedCount } = view
  const Title = isDrawer ? 'h2' : 'h1'
  const heading = clsx(
    'flex justify-between border-b border-line pb-1 font-serif font-semibold',
    isDrawer ? 'mt-3.5 mb-1 text-13' : 'mt-5 mb-1 text-16',
  )
  const Heading = isDrawer ? 'h3' : 'h2'
  const hidden = changedCount - view.changes.filter((row) => row.isChanged).length
  return (
    <>
      <State name={state.name}>{state.word}</State>
      <Title
        className={clsx('mt-1 font-serif font-semibold [overflow-wrap:anywhere]', isDrawer ? 'text-20' : 'text-26')}
      >
        <Sentence parts={parts} />
      </Title>
      <Evidence pieces={evidence} className="mt-1 text-ink-2 [overflow-wrap:anywhere]" />
      <p className="mono mt-1.5 text-12 text-ink-2" title={when.utc}>
        <time dateTime={when.iso}>{when.text}</time>
      </p>
      {reason ? (
        <section aria-label={t('why')} className="mt-3">
          <p
            className={clsx(
              'border-l-2 border-line-strong pl-3 break-words whitespace-pre-wrap',
              isDrawer ? 'text-13' : 'text-14 leading-[22px]',
            )}
          >
            <bdi>{visibleText(reason.text)}</bdi>
            {reason.ticket ? <bdi className="ml-3 text-12 text-ink-3">{visibleText(reason.ticket)}</bdi> : null}
          </p>
        </section>
      ) : null}
      {changes ??
        (view.changes.length > 0 ? (
          <section>
            <Heading className={heading}>
              {tChanges('title')}
              <span className="font-sans text-12 font-normal text-ink-2">
                {tChanges('count', { count: formatCount(changedCount) })}
              </span>
            </Heading>
            <ChangeList rows={view.changes} isNarrow={isDrawer} />
            {hidden > 0 ? (
              <p className="pt-1 text-12 text-ink-3">{tChanges('more', { count: formatCount(hidden) })}</p>
            ) : null}
          </section>
        ) : null)}
      <section>
        <Heading className={heading}>{t('facts')}</Heading>
        <dl
          className={clsx(
            'grid gap-x-3 gap-y-1 [&_dt]:text-ink-3',
            isDrawer ? 'grid-cols-[76px_minmax(0,1fr)] text-12' : 'grid-cols-[88px_minmax(0,1fr)]',
          )}
        >
          {facts.map((fact) => (
            <Fact key={fact.label} {...fact} />
          ))}
        </dl>
      </section>
    </>
  )
}

function Fact({ label, text, mono, href, title }: EventFact) {
  const code = mono === undefined ? null : <bdi className="mono">{visibleText(mono)}</bdi>
  const words = text ? <bdi>{visibleText(text)}</bdi> : null
  const last = code ?? words
  return (
    <>
      <dt>{label}</dt>
      <dd className="min-w-0 [overflow-wrap:anywhere]" title={title}>
        {code && words ? <>{words} </> : null}
        {href ? <a href={href}>{last}</a> : last}
      </dd>
    </>
  )
}
