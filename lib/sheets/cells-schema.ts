const INVISIBLE = /[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/g
const SPACES = /[\u00a0\u2000-\u200a\u202f\u205f\u3000]/g

/** Without spaces around, invisible characters inside, or the apostrophe that keeps a spreadsheet from running a text. */
export function cleanText(text: string): string {
  const plain = text.replace(INVISIBLE, '').replace(SPACES, ' ').trim()
  return /^'\s*[=+\-@＝＋－＠]/.test(plain) ? plain.slice(1) : plain
}

/** Full-width letters, digits and signs as their half-width twins: `ｗｘ１２` → `wx12`. */
export const toHalfWidth = (text: string): string =>
  text.replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0)).replaceAll('。', '.')

/** An id as people paste it: half-width, without any space. Letters keep their case. */
export const cleanId = (text: string): string => toHalfWidth(cleanText(text)).replace(/\s+/g, '')

type DateProblem = 'badDate' | 'ambiguousDate'
type DateReading = { date: string; time: string | null } | { problem: DateProblem }

const YEAR_FIRST =
  /^(\d{4})(?:([-/.])(\d{1,2})\2(\d{1,2})|年(\d{1,2})月(\d{1,2})日?|(\d{2})(\d{2}))(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?$/
const YEAR_LAST = /^\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}(\s|$)/

/**
 * A day in Beijing, as `2027-03-31`, from 2027-03-31, 2027/3/31, 2027.3.31, 2027年3月31日 or 20270331, with a clock time
 * behind it or without. A year that is not first is refused: 03/04/2027 is two different days.
 */
export function readDate(text: string): DateReading {
  const plain = toHalfWidth(cleanText(text))
    .replace(/\s*([年月日])\s*/g, '$1')
    .trim()
  const spaced = plain.replace(/日(?=\d)/, '日 ')
  const match = YEAR_FIRST.exec(spaced)
  if (!match) return { problem: YEAR_LAST.test(spaced) ? 'ambiguousDate' : 'badDate' }
  const [, year = '', , dashMonth, dashDay, hanMonth, hanDay, plainMonth, plainDay, hour, minute, second = '00'] = match
  const month = (dashMonth ?? hanMonth ?? plainMonth ?? '').padStart(2, '0')
  const day = (dashDay ?? hanDay ?? plainDay ?? '').padStart(2, '0')
  const date = `${year}-${month}-${day}`
  if (!isRealDay(date) || Number(year) < 1900) return { problem: 'badDate' }
  if (hour === undefined || minute === undefined) return { date, time: null }
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return { problem: 'badDate' }
  return { date, time: `${hour.padStart(2, '0')}:${minute}:${second}` }
}

function isRealDay(date: string): boolean {
  const moment = new Date(`${date}T00:00:00Z`)
  return !Number.isNaN(moment.getTime()) && moment.toISOString().slice(0, 10) === date
}
