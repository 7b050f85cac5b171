import { useLocale, useTranslations } from 'next-intl'
import { EventRows } from '@/components/audit/event-rows'
import { FastLinks } from '@/components/audit/fast-links'
import { type RowWords, toRowFacts } from '@/components/audit/row-facts'
import type { DescribedEvent } from '@/lib/audit/describe'
import type { EventLine } from '@/lib/audit/schema'
import { formatCount, formatDate } from '@/lib/format'

export function useRowWords(): RowWords {
  const t = useTranslations('audit')
  const tState = useTranslations('ui.state')
  const state = ({ name, word }: DescribedEvent['state']) => (word ? t(`word.${word}`) : tState(name))
  const tPage = useTranslations('eventPage')
  const notes = (count: number) => tPage('noteCount', { count: formatCount(count) })
  return { locale: useLocale(), state, beijing: t('beijing'), notes }
}

/** Events under their days, newest first. */
export function EventList({ events, notes }: { events: readonly EventLine[]; notes: ReadonlyMap<string, number> }) {
  const t = useTranslations('audit')
  const words = useRowWords()
  const days = Map.groupBy(events, (event) => formatDate(event.occurredAt))
  return (
    <FastLinks>
      {[...days].map(([day, ofDay]) => (
        <section key={day} aria-label={day}>
          <h2 className="day">
            <DayName day={day} />
          </h2>
          <EventRows
            rows={ofDay.map((event) => toRowFacts(event, words, notes.get(event.id)))}
            beijing={words.beijing}
            label={`${t('listLabel')} ${day}`}
          />
        </section>
      ))}
    </FastLinks>
  )
}

const DAY_MS = 86_400_000

function DayName({ day }: { day: string }) {
  const t = useTranslations('audit')
  const weekday = new Intl.DateTimeFormat(useLocale(), { weekday: 'short', timeZone: 'Asia/Shanghai' }).format(
    new Date(`${day}T12:00:00+08:00`),
  )
  const now = Date.now()
  const name = day === formatDate(now) ? t('today') : day === formatDate(now - DAY_MS) ? t('yesterday') : day
  return (
    <>
      {name}
      <span>{name === day ? weekday : `${day} ${weekday}`}</span>
    </>
  )
}
