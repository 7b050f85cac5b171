import type { Route } from 'next'
import { useTranslations } from 'next-intl'
import { CopyLink } from '@/components/operation/copy-link'
import { ButtonLink } from '@/components/ui/button'
import type { EventLine } from '@/lib/audit/schema'
import { ShareButton } from '../shares/share-button'
import { EventKeys } from './event-keys'
import type { LoadedEvent } from './load-event'

/** To the events before and after on the same target, and the address of this one. `[`, `]` and `y` do the same. */
export function EventActions({ loaded: { event, older, newer, openShares } }: { loaded: LoadedEvent }) {
  const t = useTranslations('audit')
  return (
    <div className="no-print flex min-h-[52px] flex-wrap items-center justify-end gap-1 py-2">
      <EventKeys />
      <Neighbour event={older.at(0)} step="older" label={t('event.older')} none={t('event.first')} />
      <Neighbour event={newer.at(-1)} step="newer" label={t('event.newer')} none={t('event.last')} />
      <span data-step="copy" className="contents">
        <CopyLink path={`/audit/${event.id}`}>{t('copyLink')}</CopyLink>
      </span>
      <ShareButton subject={{ type: 'event', id: event.id }} openShares={openShares} />
    </div>
  )
}

type NeighbourProps = { event: EventLine | undefined; step: 'older' | 'newer'; label: string; none: string }

function Neighbour({ event, step, label, none }: NeighbourProps) {
  if (!event) return <span className="px-2 text-12 text-ink-3">{none}</span>
  return (
    <ButtonLink
      variant="ghost"
      href={`/audit/${event.id}` as Route}
      prefetch={false}
      data-step={step}
      aria-keyshortcuts={step === 'older' ? '[' : ']'}
    >
      {label}
    </ButtonLink>
  )
}
