import 'server-only'
import { isColon, isComma, isSpace, quotePairs, type Term } from '@/lib/audit/query-terms'
import { canonicalValue, type QueryKey, toQueryKey } from '@/lib/audit/query-words'

export type QueryProblem =
  | { kind: 'tooLong' | 'unclosed' }
  | { kind: 'unknownKey' | 'emptyKey' | 'badTime' | 'badValue' | 'nobody' | 'noReceipt'; word: string; key?: QueryKey }

type ParsedQuery = { terms: Term[]; problems: QueryProblem[] }

export const MOST_CHARACTERS = 4_000
export const MOST_TERMS = 60

/**
 * Reads a query in one pass over its letters. Nothing is refused: what is no condition is looked for as text, and
 * `problems` says so.
 */
export function parseQuery(written: string): ParsedQuery {
  const reader = new Reader(written.slice(0, MOST_CHARACTERS))
  const terms: Term[] = []
  let isCut = written.length > MOST_CHARACTERS
  for (;;) {
    reader.skipSpace()
    if (reader.isAtEnd) break
    if (terms.length >= MOST_TERMS) {
      isCut = true
      break
    }
    const term = reader.readTerm()
    if (term) terms.push(term)
  }
  return { terms, problems: isCut ? [...reader.problems, { kind: 'tooLong' }] : reader.problems }
}

class Reader {
  readonly problems: QueryProblem[] = []
  private readonly written: string
  private place = 0

  constructor(written: string) {
    this.written = written
  }

  get isAtEnd(): boolean {
    return this.place >= this.written.length
  }

  private get letter(): string {
    return this.written.charAt(this.place)
  }

  skipSpace(): void {
    while (!this.isAtEnd && isSpace(this.letter)) this.place += 1
  }

  readTerm(): Term | null {
    const next = this.written.charAt(this.place + 1)
    const isExcluded = this.letter === '-' && next !== '' && !isSpace(next)
    if (isExcluded) this.place += 1
    if (this.letter in quotePairs) {
      const text = this.readQuoted()
      return text === '' ? null : { key: 'text', values: [text], isExcluded }
    }
    const start = this.place
    while (!this.isAtEnd && !isSpace(this.letter) && !isColon(this.letter)) this.place += 1
    const word = this.written.slice(start, this.place)
    if (this.isAtEnd || isSpace(this.letter)) return { key: 'text', values: [word], isExcluded }
    const key = toQueryKey(word)
    if (key === null) return this.readPlain(start, word, isExcluded)
    this.place += 1
    const values = this.readValues(key)
    const [first, ...others] = values
    if (first === undefined) {
      this.problems.push({ kind: 'emptyKey', word, key })
      return null
    }
    return { key, values: [first, ...others], isExcluded }
  }

  /** A word with a colon in it that begins with no key of ours. */
  private readPlain(start: number, word: string, isExcluded: boolean): Term {
    while (!this.isAtEnd && !isSpace(this.letter)) this.place += 1
    const text = this.written.slice(start, this.place)
    if (isName(word) && text.length > word.length + 1) this.problems.push({ kind: 'unknownKey', word })
    return { key: 'text', values: [text], isExcluded }
  }

  private readValues(key: QueryKey): string[] {
    const values: string[] = []
    for (;;) {
      const value = this.letter in quotePairs ? this.readQuoted() : this.readBare()
      if (value !== '') values.push(canonicalValue(key, value))
      if (this.isAtEnd || !isComma(this.letter)) return values
      this.place += 1
    }
  }

  private readBare(): string {
    const start = this.place
    while (!this.isAtEnd && !isSpace(this.letter) && !isComma(this.letter)) this.place += 1
    return this.written.slice(start, this.place)
  }

  private readQuoted(): string {
    const close = quotePairs[this.letter]
    this.place += 1
    const pieces: string[] = []
    let start = this.place
    while (!this.isAtEnd && this.letter !== close) {
      const next = this.written.charAt(this.place + 1)
      if (this.letter === '\\' && (next === '\\' || next === close)) {
        pieces.push(this.written.slice(start, this.place))
        this.place += 1
        start = this.place
      }
      this.place += 1
    }
    pieces.push(this.written.slice(start, this.place))
    if (this.isAtEnd) this.problems.push({ kind: 'unclosed' })
    else this.place += 1
    return pieces.join('')
  }
}

/** Short and made of letters only: something a person may have taken for a key. */
const isName = (word: string): boolean => word.length > 0 && word.length <= 20 && /^\p{Letter}+$/u.test(word)
