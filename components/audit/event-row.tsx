import { Icon } from '@/components/ui/icon'
import { stateLook } from '@/components/ui/state'
import { type DescribedEvent, describeEvent, type Part } from '@/lib/audit/describe'
import type { EventLine } from '@/lib/audit/schema'
import { formatClock, formatDateTime } from '@/lib/format'
import type { AppLocale } from '@/lib/i18n/locales'

/** Words every row needs, looked up once for the whole list. */
export type RowWords = { locale: AppLocale; state: (state: DescribedEvent['state']) => string; beijing: string }

/** Who, did what, to what, and the proof, in that order. */
export function EventRow({ event, words, isCurrent }: { event: EventLine; words: RowWords; isCurrent?: boolean }) {
  const { parts, evidence, state } = describeEvent(event, words.locale)
  const look = stateLook(state.name)
  return (
    <li className="ev" aria-current={isCurrent || undefined}>
      <time dateTime={event.occurredAt} title={`${formatDateTime(event.occurredAt, 'milli')} ${words.beijing}`}>
        {formatClock(event.occurredAt)}
      </time>
      <EventMark event={event} />
      <div className="ev-say">
        <a href={`/audit/${event.id}`} className="row-link">
          <Sentence parts={parts} />
        </a>
        {evidence.length > 0 ? <p className="ev-proof">{evidence.join('　')}</p> : null}
      </div>
      <div className="ev-end">
        <span className={`st ${look.pigment}`}>
          <Icon name={look.glyph} />
          {words.state(state)}
        </span>
        {event.operation ? (
          <a href={`/operations/R-${event.operation.number}`} className="mono ev-ref">
            R-{event.operation.number}
          </a>
        ) : null}
      </div>
    </li>
  )
}

export function Sentence({ parts }: { parts: readonly Part[] }) {
  return parts.map((part, index) => {
    // biome-ignore lint/suspicious/noArrayIndexKey: a sentence never changes once written
    if (part.kind === 'actor') return <b key={index}>{part.text}</b>
    // biome-ignore lint/suspicious/noArrayIndexKey: as above
    if (part.kind === 'object') return <u key={index}>{part.text}</u>
    return part.text
  })
}

function EventMark({ event }: { event: EventLine }) {
  if (event.phase === 'drift' || event.phase === 'panic') return <Icon name="bolt" className="text-amethyst" />
  if (event.actor.type !== 'person')
    return <Icon name={event.actor.type === 'system' ? 'clock' : 'person'} className="text-ink-3" />
  const name = [...event.actor.name.trim()]
  const letter = /\p{Script=Han}$/u.test(event.actor.name.trim()) ? name.at(-1) : name[0]?.toUpperCase()
  return (
    <span className="who s" aria-hidden="true">
      {letter ?? '?'}
    </span>
  )
}
