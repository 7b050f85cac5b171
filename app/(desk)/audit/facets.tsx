'use client'
import { QueryClientProvider } from '@tanstack/react-query'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Icon } from '@/components/ui/icon'
import { type StateName, stateLook } from '@/components/ui/state'
import type { FacetChoice, OverviewView } from '@/lib/audit/overview-schema'
import { formatCount } from '@/lib/format'
import { explorerClient } from './explorer-client'
import { listHref } from './list-href'
import { useOverview } from './use-overview'

type FacetsProps = { written: string; viewId: string | undefined }

export default function Facets(props: FacetsProps) {
  return (
    <QueryClientProvider client={explorerClient}>
      <Panel {...props} />
    </QueryClientProvider>
  )
}

/** What the events that fit consist of. Each kind is counted by every condition but its own. */
function Panel({ written, viewId }: FacetsProps) {
  const t = useTranslations('explorer.facet')
  const { data, isPlaceholderData } = useOverview(written)
  const [isOpen, setIsOpen] = useState(false)
  const isAnyAtLeast = data?.facets.some(({ isAtLeast }) => isAtLeast)
  return (
    <aside className="facets" aria-label={t('label')} aria-busy={isPlaceholderData || !data}>
      <button type="button" className="facets-open" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
        <Icon name="filter" small />
        {t('label')}
      </button>
      <div className="facets-body" data-open={isOpen || undefined}>
        {data?.facets.map((facet) => (
          <Facet key={facet.kind} facet={facet} viewId={viewId} isFormer={isPlaceholderData} />
        ))}
        {isAnyAtLeast ? (
          <p className="pt-3 text-12 text-ink-3">{t('atLeast', { count: formatCount(10_000) })}</p>
        ) : null}
      </div>
    </aside>
  )
}

const MOST = { outcome: 11, actor: 6, action: 5, target: 6 }

type FacetProps = {
  facet: OverviewView['facets'][number]
  viewId: string | undefined
  /** Counted for the query before this one, and leading on from that. */
  isFormer: boolean
}

function Facet({ facet: { kind, choices, isAtLeast }, viewId, isFormer }: FacetProps) {
  const t = useTranslations('explorer.facet')
  const [isWhole, setIsWhole] = useState(false)
  const most = Math.max(1, ...choices.map(({ count }) => count))
  const shown = isWhole ? choices : choices.filter(({ isChosen }, index) => index < MOST[kind] || isChosen)
  const hidden = choices.length - shown.length
  return (
    <section>
      <h2>
        {t(kind)}
        {hidden > 0 || isWhole ? (
          <button type="button" className="link" onClick={() => setIsWhole(!isWhole)}>
            {isWhole ? t('less') : t('more', { count: hidden })}
          </button>
        ) : null}
      </h2>
      {choices.length === 0 ? <p className="text-12 text-ink-3">{t('none')}</p> : null}
      <ul>
        {shown.map((choice) => (
          <Choice
            key={choice.value}
            choice={choice}
            viewId={viewId}
            isFormer={isFormer}
            share={choice.count / most}
            isAtLeast={isAtLeast}
            isState={kind === 'outcome'}
          />
        ))}
      </ul>
    </section>
  )
}

const states: Record<string, StateName> = { pending: 'queued', succeeded: 'verified', read: 'sensitive' }

type ChoiceProps = {
  choice: FacetChoice
  viewId: string | undefined
  isFormer: boolean
  share: number
  isAtLeast: boolean
  isState: boolean
}

function Choice({
  choice: { value, label, count, isChosen, written },
  viewId,
  isFormer,
  share,
  isAtLeast,
  isState,
}: ChoiceProps) {
  const t = useTranslations('explorer.facet')
  // Outcomes are named as states are, but for these three.
  const look = isState ? stateLook(states[value] ?? (value as StateName)) : null
  const shown = `${formatCount(count)}${isAtLeast ? '+' : ''}`
  return (
    <li>
      <Link
        href={listHref(written, viewId)}
        scroll={false}
        prefetch={false}
        aria-current={isChosen || undefined}
        aria-disabled={isFormer || undefined}
        onClick={(event) => (isFormer ? event.preventDefault() : undefined)}
      >
        <span className="sr-only">{t(isChosen ? 'drop' : 'take')} </span>
        <span className="box" data-checked={isChosen || undefined} aria-hidden="true">
          {isChosen ? <Icon name="check" /> : null}
        </span>
        <span className={look ? `st ${look.pigment}` : 'clip'} title={label}>
          {look ? <Icon name={look.glyph} /> : null}
          {label}
        </span>
        <svg width="34" height="4" aria-hidden="true">
          <rect width="34" height="4" rx="1" fill="var(--line-soft)" />
          <rect width={Math.max(34 * share, count > 0 ? 1 : 0)} height="4" rx="1" fill="var(--line-strong)" />
        </svg>
        <span className="num">
          {' '}
          {shown}
          <span className="sr-only"> {t('events', { of: count })}</span>
        </span>
      </Link>
    </li>
  )
}
