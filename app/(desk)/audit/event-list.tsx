import { useLocale, useTranslations } from 'next-intl'
import { type RowFacts, type RowWords, toRowFacts } from '@/components/audit/row-facts'
import type { DescribedEvent } from '@/lib/audit/describe'
import type { EventLine } from '@/lib/audit/schema'
import type { StoryPage } from '@/lib/audit/stories'
import { formatCount, formatDate } from '@/lib/format'
import type { AppLocale } from '@/lib/i18n/locales'
import { TIME_ZONE } from '@/lib/i18n/time-zone'
import { type Day, EventDays } from './event-days'

export function useRowWords(): RowWords {
  const t = useTranslations('audit')
  const tState = useTranslations('ui.state')
  const state = ({ name, word }: DescribedEvent['state']) => (word ? t(`word.${word}`) : tState(name))
  const tPage = useTranslations('eventPage')
  const notes = (count: number) => tPage('noteCount', { count: formatCount(count) })
  return { locale: useLocale(), state, beijing: t('beijing'), notes }
}

type EventListProps = {
  events: readonly EventLine[]
  folded: StoryPage['folded']
  notes: ReadonlyMap<string, number>
  /** A row stands for a whole operation, whose course can be unfolded. */
  unfolds: boolean
}

/** Events under their days, newest first. */
export function EventList({ events, folded, notes, unfolds }: EventListProps) {
  const t = useTranslations('audit')
  const words = useRowWords()
  const days = Map.groupBy(events, (event) => formatDate(event.occurredAt))
  const toRow = (event: EventLine): RowFacts => {
    const facts = toRowFacts(event, words, notes.get(event.id))
    const more = folded[event.id]
    if (!event.operation || (!more && !unfolds)) return facts
    return { ...facts, fold: { operation: event.operation.id, ...(more ?? { count: 0, isAtLeast: false }) } }
  }
  const shown = [...days].map(
    ([day, ofDay]): Day => ({ day, ...dayName(day, words.locale, t), rows: ofDay.map(toRow) }),
  )
  return <EventDays text={JSON.stringify(shown)} beijing={words.beijing} label={t('listLabel')} />
}

const DAY_MS = 86_400_000
const weekdayIn = (locale: AppLocale) => new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: TIME_ZONE })
const weekdays: Record<AppLocale, Intl.DateTimeFormat> = { 'zh-CN': weekdayIn('zh-CN'), en: weekdayIn('en') }

function dayName(
  day: string,
  locale: AppLocale,
  t: (key: 'today' | 'yesterday') => string,
): { name: string; note: string } {
  const weekday = weekdays[locale].format(new Date(`${day}T12:00:00+08:00`))
  const now = Date.now()
  if (day === formatDate(now)) return { name: t('today'), note: `${day.slice(5)} ${weekday}` }
  if (day === formatDate(now - DAY_MS)) return { name: t('yesterday'), note: `${day.slice(5)} ${weekday}` }
  return { name: day, note: weekday }
}
