/** Formatters safe in a browser. Every clock here is Beijing's, whatever the machine's time zone. */

export type Moment = Date | string | number

const BEIJING_OFFSET_MS = 8 * 3_600_000
const NARROW_SPACE = '\u202f'

type Parts = { date: string; shortDate: string; clock: string; seconds: string; millis: string }

function toBeijing(moment: Moment): Parts | null {
  const time = new Date(moment).getTime()
  if (!Number.isFinite(time)) return null
  const iso = new Date(time + BEIJING_OFFSET_MS).toISOString()
  return {
    date: iso.slice(0, 10),
    shortDate: iso.slice(5, 10),
    clock: iso.slice(11, 16),
    seconds: iso.slice(17, 19),
    millis: iso.slice(20, 23),
  }
}

/** `2026-11-21 14:02`, or with seconds. An unreadable moment gives `—`. */
export function formatDateTime(moment: Moment, precision: 'minute' | 'second' | 'milli' = 'minute') {
  const parts = toBeijing(moment)
  if (!parts) return '—'
  const minute = `${parts.date} ${parts.clock}`
  if (precision === 'minute') return minute
  return precision === 'second' ? `${minute}:${parts.seconds}` : `${minute}:${parts.seconds}.${parts.millis}`
}

/** `11-21 14:02` */
export function formatShortDateTime(moment: Moment) {
  const parts = toBeijing(moment)
  return parts ? `${parts.shortDate} ${parts.clock}` : '—'
}

/** `2026-11-21` */
export function formatDate(moment: Moment) {
  return toBeijing(moment)?.date ?? '—'
}

/** `14:02:11` */
export function formatClock(moment: Moment) {
  const parts = toBeijing(moment)
  return parts ? `${parts.clock}:${parts.seconds}` : '—'
}

/** Reads `2026-11-21 14:02` (a `T`, or seconds, may appear) as Beijing time; null when it is no real date. */
export function parseBeijingDateTime(text: string): Date | null {
  const match = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2})(?::(\d{2}))?$/.exec(text.trim())
  if (!match) return null
  const [, date, clock, seconds = '00'] = match
  const moment = new Date(`${date}T${clock}:${seconds}+08:00`)
  const isReal = formatDateTime(moment, 'second') === `${date} ${clock}:${seconds}`
  return isReal ? moment : null
}

const RELATIVE_STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
]

const JUST_NOW_MS = 5_000

/** `2 分钟前`, `in 3 days`, `刚刚`. Never “tomorrow”: whole days between two moments name no calendar day. */
export function formatRelative(moment: Moment, now: Moment, locale: string) {
  const distance = new Date(moment).getTime() - new Date(now).getTime()
  if (!Number.isFinite(distance)) return '—'
  if (Math.abs(distance) < JUST_NOW_MS) return locale.startsWith('zh') ? '刚刚' : 'just now'
  const words = new Intl.RelativeTimeFormat(locale, { numeric: 'always' })
  const [unit, size] = RELATIVE_STEPS.find(([, step]) => Math.abs(distance) >= step) ?? ['second', 1_000]
  return spaceHan(words.format(Math.trunc(distance / size), unit))
}

/** `0.31 s`, `75 秒`, `2 分 20 秒`: hundredths only while it is short enough for them to matter. */
export function formatDuration(durationMs: number, locale: string) {
  if (durationMs < 10_000) return `${(durationMs / 1_000).toFixed(2)} s`
  const [minuteWord, secondWord] = locale.startsWith('zh') ? ['分', '秒'] : ['min', 's']
  const seconds = Math.round(durationMs / 1_000)
  if (seconds < 100) return `${seconds} ${secondWord}`
  const minutes = `${formatCount(Math.floor(seconds / 60))} ${minuteWord}`
  return seconds % 60 === 0 ? minutes : `${minutes} ${seconds % 60} ${secondWord}`
}

/** `约 4 秒`, `about 2 min 20 s`: a forecast, which hundredths of a second would overstate. */
export function formatEstimate(durationMs: number, locale: string) {
  const isChinese = locale.startsWith('zh')
  if (durationMs < 1_000) return isChinese ? '不到 1 秒' : 'under 1 s'
  const [about, hourWord, minuteWord, secondWord] = isChinese ? ['约', '小时', '分', '秒'] : ['about', 'h', 'min', 's']
  const seconds = Math.round(durationMs / 1_000)
  const parts: [number, string | undefined][] =
    seconds < 100
      ? [[seconds, secondWord]]
      : seconds < 3_600
        ? [
            [Math.floor(seconds / 60), minuteWord],
            [seconds % 60, secondWord],
          ]
        : [
            [Math.floor(seconds / 3_600), hourWord],
            [Math.round((seconds % 3_600) / 60), minuteWord],
          ]
  const told = parts.filter(([value]) => value > 0).map(([value, word]) => `${formatCount(value)} ${word}`)
  return `${about} ${told.join(' ')}`
}

/** Thousands part by U+202F, never by a comma. */
export function formatCount(count: number | bigint) {
  return String(count).replace(/\B(?=(\d{3})+(?!\d))/g, NARROW_SPACE)
}

/** Integer fen to a two-place yuan text, `1990` → `19.90`. */
export function formatYuan(priceFen: number) {
  const sign = priceFen < 0 ? '-' : ''
  const fen = Math.abs(Math.trunc(priceFen))
  return `${sign}${formatCount(Math.floor(fen / 100))}.${String(fen % 100).padStart(2, '0')}`
}

/** Names one after the other, set apart as the language does it. */
export function joinNames(names: readonly string[], locale: string) {
  return names.join(locale.startsWith('zh') ? '、' : ', ')
}

/** `wx3f0c…8a17`; anything of 12 characters or fewer stays whole. */
export function shortenAppid(appid: string) {
  return appid.length > 12 ? `${appid.slice(0, 6)}…${appid.slice(-4)}` : appid
}

/** What a person counts as characters: code points, so an emoji is one and not two. */
export function countCodePoints(text: string) {
  let count = 0
  for (const _ of text) count += 1
  return count
}

/**
 * Text of anybody's, as a screen may show it: control characters and those that turn the direction or take no room become
 * `\\uXXXX`. Breaks and tabs stay, and so do the joiners that scripts and emoji are written with.
 */
export function visibleText(text: string) {
  return text.replace(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it is for
    /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g,
    escapeCharacter,
  )
}

/** `\\u202e` for what cannot be seen. */
export const escapeCharacter = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`

/** What begins and ends a piece of text whose direction is its own. */
export const isolation = /[\u2068\u2069]/

/** Somebody's text inside a sentence of plain text: it is shown whole, and its direction stays its own. */
export const isolateText = (text: string) => `\u2068${visibleText(text)}\u2069`

function spaceHan(text: string) {
  return text.replace(/(\d)(\p{Script=Han})/gu, '$1 $2').replace(/(\p{Script=Han})(\d)/gu, '$1 $2')
}
