import 'server-only'

const MASK = '[personal]'
/** Too short or too plain a value would be found in the upstream's own words, which then mean something else. */
const TELLING = /\p{Script=Han}.|(?=.*\d).{4}/u
/** Keys by which an answer is understood; a member code that happens to be `200` must not change it. */
const SPOKEN = new Set(['code', 'status'])

/** A text that repeats one of these values, with each of them masked. */
export function hideInText(text: string, values: readonly string[]): string {
  return values.filter((value) => TELLING.test(value)).reduce((hidden, value) => hidden.replaceAll(value, MASK), text)
}

/** The same for every text of a parsed answer. */
export function hidePersonal(value: unknown, values: readonly string[]): unknown {
  if (typeof value === 'string') return hideInText(value, values)
  if (Array.isArray(value)) return value.map((entry) => hidePersonal(entry, values))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [key, SPOKEN.has(key) ? entry : hidePersonal(entry, values)]),
  )
}
