import 'server-only'
import type { QueryKey } from '@/lib/audit/query-words'

/** One thing a query asks for: words, or a key with any of its values. */
export type Term = { isExcluded: boolean } & (
  | { key: 'text'; values: [string] }
  | { key: QueryKey; values: [string, ...string[]] }
)

export const isSpace = (letter: string): boolean => letter === ' ' || letter === '\u3000' || /\s/.test(letter)
export const isComma = (letter: string): boolean => letter === ',' || letter === '，'
export const isColon = (letter: string): boolean => letter === ':' || letter === '：'

/** Each opening quote with what closes it. */
export const quotePairs: Record<string, string> = { '"': '"', '“': '”', '「': '」', '«': '»' }
const quotes = new Set(Object.entries(quotePairs).flat())

/** The one way a query is written; reading it gives the same terms again. */
export const printQuery = (terms: readonly Term[]): string => terms.map(printTerm).join(' ')

export function printTerm({ key, values, isExcluded }: Term): string {
  const written = key === 'text' ? printText(values[0]) : `${key}:${values.map(printValue).join(',')}`
  return isExcluded ? `-${written}` : written
}

function printText(text: string): string {
  const isPlain =
    text !== '' && !text.startsWith('-') && ![...text].some((letter) => isSpecial(letter) || isColon(letter))
  return isPlain ? text : quote(text)
}

const printValue = (value: string): string =>
  value !== '' && ![...value].some((letter) => isSpecial(letter) || isComma(letter)) ? value : quote(value)

const isSpecial = (letter: string): boolean => isSpace(letter) || quotes.has(letter)

const quote = (text: string): string => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`
