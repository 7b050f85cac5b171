import 'server-only'
import { isColon, isComma, isSpace, printTerm, quotePairs, type Term } from '@/lib/audit/query-terms'
import { canonicalValue, type QueryKey, toQueryKey } from '@/lib/audit/query-words'

export type QueryProblem =
  | { kind: 'tooLong' | 'unclosed' | 'tooMany' }
  | {
      kind: 'unknownKey' | 'emptyKey' | 'badTime' | 'badValue' | 'nobody' | 'noReceipt' | 'noWord' | 'shortWord'
      word: string
      key?: QueryKey
    }

type ParsedQuery = { terms: Term[]; problems: QueryProblem[] }

export const MOST_CHARACTERS = 4_000
/** Of all terms together; each is a condition of its own in the statement, once for every outcome asked for. */
export const MOST_VALUES = 60

/**
 * Reads a query in one pass over its letters. Nothing is refused: what is no condition is looked for as text, and
 * `problems` says so. What is kept is never longer in print than what can be read.
 */
export function parseQuery(written: string): ParsedQuery {
  const reader = new Reader(written.slice(0, MOST_CHARACTERS))
  const terms: Term[] = []
  let isCut = written.length > MOST_CHARACTERS
  let printed = 0
  let room = MOST_VALUES
  for (;;) {
    reader.skipSpace()
    if (reader.isAtEnd) break
    if (room === 0) {
      isCut = true
      break
    }
    const term = reader.readTerm(room)
    if (!term) continue
    printed += printTerm(term).length + (terms.length > 0 ? 1 : 0)
    if (printed > MOST_CHARACTERS) {
      isCut = true
      break
    }
    terms.push(term)
    room -= term.values.length
  }
  const problems = reader.isOverfull ? [...reader.problems, { kind: 'tooMany' as const }] : reader.problems
  return { terms, problems: isCut ? [...problems, { kind: 'tooLong' }] : problems }
}

class Reader {
  readonly problems: QueryProblem[] = []
  /** Values were left out, because there was no room for so many. */
  isOverfull = false
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

  /** The next term, with no more values than there is room for. */
  readTerm(room: number): Term | null {
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
    if (values.length > room) this.isOverfull = true
    const [first, ...others] = values.slice(0, room)
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

  /** Each value once. */
  private readValues(key: QueryKey): string[] {
    const values = new Set<string>()
    for (;;) {
      const value = this.letter in quotePairs ? this.readQuoted() : this.readBare()
      if (value !== '') values.add(canonicalValue(key, value))
      if (this.isAtEnd || !isComma(this.letter)) return [...values]
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
