import { createLoader, createSerializer, parseAsString, parseAsStringLiteral } from 'nuqs/server'
import {
  addDays,
  addMonths,
  contractStates,
  dayPattern,
  type ExpiringChoice,
  expiringViews,
  monthOf,
  rangeChoices,
  weeksOf,
} from '@/lib/expiring/schema'
import { appidPattern } from '@/lib/licensees/schema'

const parsers = {
  view: parseAsStringLiteral(expiringViews).withDefault('month'),
  range: parseAsStringLiteral(rangeChoices).withDefault('30'),
  month: parseAsString,
  from: parseAsString,
  to: parseAsString,
  appid: parseAsString,
  tag: parseAsString,
  contract: parseAsStringLiteral(contractStates),
  connection: parseAsString,
  cursor: parseAsString,
}

export const loadExpiringSearch = createLoader(parsers)
export const writeExpiringSearch = createSerializer(parsers)
export type ExpiringSearch = Awaited<ReturnType<typeof loadExpiringSearch>>

export const ENDED_DAYS = 30

const isDay = (text: string | null): text is string =>
  text !== null && dayPattern.test(text) && Number.isFinite(Date.parse(text)) && addDays(text, 0) === text

/** The month on show: the one asked for within ten years, else that of the chosen days, else this one. */
export function monthShown(search: ExpiringSearch, today: string): string {
  const asked = search.month && /^\d{4}-(0[1-9]|1[0-2])$/.test(search.month) ? search.month : null
  const month = asked ?? monthOf(isDay(search.from) ? search.from : today)
  const isNear = month >= addMonths(monthOf(today), -12) && month <= addMonths(monthOf(today), 120)
  return isNear ? month : monthOf(today)
}

/** The chosen days, in order; null while none are. */
export function daysChosen(search: ExpiringSearch): { from: string; to: string } | null {
  if (!isDay(search.from)) return null
  const to = isDay(search.to) ? search.to : search.from
  return search.from <= to ? { from: search.from, to } : { from: to, to: search.from }
}

/** The days the view covers, and what they are narrowed by. */
export function toChoice(connectionId: string, search: ExpiringSearch, today: string): ExpiringChoice {
  const weeks = weeksOf(monthShown(search, today))
  const span =
    search.view === 'ended'
      ? { from: addDays(today, -ENDED_DAYS), to: today }
      : search.view === 'agenda'
        ? { from: today, to: addDays(today, Number(search.range)) }
        : { from: weeks[0]?.[0] ?? today, to: weeks.at(-1)?.[6] ?? today }
  return {
    connectionId,
    ...span,
    appid: search.appid && appidPattern.test(search.appid) ? search.appid : null,
    tag: search.tag?.slice(0, 60) || null,
    contract: search.contract,
  }
}
