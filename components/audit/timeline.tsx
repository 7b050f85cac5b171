import clsx from 'clsx'
import { useLocale, useTranslations } from 'next-intl'
import { Icon } from '@/components/ui/icon'
import { stateLook } from '@/components/ui/state'
import { describeEvent } from '@/lib/audit/describe'
import type { EventLine } from '@/lib/audit/schema'
import { formatShortDateTime } from '@/lib/format'
import { Sentence } from './sentence'

/** What happened to one target, newest first. The event being looked at is marked and leads nowhere. */
export function Timeline({ events, currentId }: { events: readonly EventLine[]; currentId?: string }) {
  const t = useTranslations('audit.timeline')
  const locale = useLocale()
  if (events.length === 0) return <p className="text-12 text-ink-3">{t('empty')}</p>
  return (
    <ol aria-label={t('label')}>
      {events.map((event) => {
        const { parts, state } = describeEvent(event, locale)
        const look = stateLook(state.name)
        const isCurrent = event.id === currentId
        return (
          <li
            key={event.id}
            aria-current={isCurrent || undefined}
            className={clsx(
              'grid grid-cols-[84px_16px_1fr] gap-x-2 border-b border-line-soft py-1.5 text-12',
              isCurrent && 'bg-azurite-soft',
            )}
          >
            <time className="mono text-ink-3" dateTime={event.occurredAt}>
              {formatShortDateTime(event.occurredAt)}
            </time>
            <Icon name={look.glyph} small className={look.pigment} />
            {isCurrent ? (
              <span className="break-words">
                <Sentence parts={parts} />
              </span>
            ) : (
              <a href={`/audit/${event.id}`} className="break-words text-ink">
                <Sentence parts={parts} />
              </a>
            )}
          </li>
        )
      })}
    </ol>
  )
}
