import 'server-only'

const MASK = '[personal]'
/** Told apart from what the upstream itself says by: its words carry neither digits nor Han. */
const TELLING = /[\d\p{Script=Han}]/u
const SHORTEST = 4
/** Keys by which an answer is understood; a member code that happens to be `200` must not change it. */
const SPOKEN = new Set(['code', 'status'])

/** A text that repeats one of these values, with each of them masked. */
export function hideInText(text: string, values: readonly string[]): string {
  return values
    .filter((value) => value.length >= SHORTEST && TELLING.test(value))
    .reduce((hidden, value) => hidden.replaceAll(value, MASK), text)
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
