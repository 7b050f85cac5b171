import 'server-only'
import { hash } from 'node:crypto'
import { canonical } from '@/lib/audit/record'

const [QUOTE, COMMA, COLON, BACKSLASH] = [0x22, 0x2c, 0x3a, 0x5c]
const [LIST, LIST_END, OBJECT, OBJECT_END] = [0x5b, 0x5d, 0x7b, 0x7d]
const [SPACE, POINT] = [0x20, 0x2e]
/** A whole number of that many characters is written the same by everybody. */
const SURE_DIGITS = 15
const UNSURE = -1
/** A character of one byte may be written with six; and while keys are sorted an entry stands there twice. */
const MOST_GROWTH = 7
/** For a label, a uuid, brackets. */
const MARGIN = 128

/** JSON that is put together and hashed, from the bytes PostgreSQL sent: in one piece of memory, used again and again. */
export class JsonText {
  #bytes = Buffer.alloc(64 * 1024)
  #end = 0
  /** Where the `jsonb` ends that is being copied. */
  #limit = 0

  clear(): void {
    this.#end = 0
  }

  toHash(): string {
    return hash('sha256', this.#bytes.subarray(0, this.#end), 'hex')
  }

  /** To be called before so many bytes are written as JSON. */
  makeRoom(count: number): void {
    const needed = this.#end + MARGIN + count * MOST_GROWTH
    if (needed <= this.#bytes.byteLength) return
    const larger = Buffer.alloc(2 * needed)
    this.#bytes.copy(larger, 0, 0, this.#end)
    this.#bytes = larger
  }

  writeBytes(bytes: Buffer): void {
    this.#bytes.set(bytes, this.#end)
    this.#end += bytes.byteLength
  }

  writeWord(word: string): void {
    this.#end += this.#bytes.write(word, this.#end)
  }

  /** A text as a string of JSON. */
  writeText(source: Buffer, from: number, to: number): void {
    let end = this.#end
    this.#bytes[end++] = QUOTE
    for (let at = from; at < to; at += 1) {
      const byte = source[at] as number
      if (byte < SPACE || byte === QUOTE || byte === BACKSLASH) {
        this.writeWord(JSON.stringify(source.toString('utf8', from, to)))
        return
      }
      this.#bytes[end++] = byte
    }
    this.#bytes[end++] = QUOTE
    this.#end = end
  }

  /**
   * What `canonical` makes of a JSON value, from the text that PostgreSQL writes of a `jsonb`: its keys are in another order and
   * a space follows `,` and `:`, all else is the same but for escapes and for numbers of many digits.
   */
  writeJsonb(source: Buffer, from: number, to: number): void {
    const start = this.#end
    this.#limit = to
    if (this.#copyValue(source, from) === to) return
    this.#end = start
    this.writeWord(canonical(JSON.parse(source.toString('utf8', from, to))))
  }

  /** These copy what begins at a place. @returns where it ends, or UNSURE. */
  #copyValue(source: Buffer, at: number): number {
    switch (source[at]) {
      case QUOTE:
        return this.#copyString(source, at)
      case OBJECT:
        return this.#copyObject(source, at)
      case LIST:
        return this.#copyList(source, at)
      default:
        return this.#copyPlain(source, at)
    }
  }

  #copyString(source: Buffer, from: number): number {
    let end = this.#end
    this.#bytes[end++] = QUOTE
    for (let at = from + 1; at < this.#limit; at += 1) {
      const byte = source[at] as number
      if (byte === BACKSLASH) return UNSURE
      this.#bytes[end++] = byte
      if (byte !== QUOTE) continue
      this.#end = end
      return at + 1
    }
    return UNSURE
  }

  #copyPlain(source: Buffer, from: number): number {
    let at = from
    for (; at < this.#limit; at += 1) {
      const byte = source[at] as number
      if (byte === COMMA || byte === LIST_END || byte === OBJECT_END) break
      if (byte === POINT) return UNSURE
      this.#bytes[this.#end++] = byte
    }
    return at - from > SURE_DIGITS ? UNSURE : at
  }

  #copyList(source: Buffer, from: number): number {
    this.#bytes[this.#end++] = LIST
    let at = from + 1
    while (source[at] !== LIST_END) {
      at = this.#copyValue(source, at)
      if (at === UNSURE) return UNSURE
      this.#bytes[this.#end++] = COMMA
      if (source[at] === COMMA) at += 2
    }
    return this.#close(from, at, LIST_END)
  }

  #copyObject(source: Buffer, from: number): number {
    this.#bytes[this.#end++] = OBJECT
    const starts: number[] = []
    let at = from + 1
    while (source[at] !== OBJECT_END) {
      const start = this.#end
      at = this.#copyString(source, at)
      if (at === UNSURE) return UNSURE
      this.#bytes[this.#end++] = COLON
      at = this.#copyValue(source, at + 2)
      if (at === UNSURE) return UNSURE
      this.#bytes[this.#end++] = COMMA
      if (source[at] === COMMA) at += 2
      this.#sortIn(starts, start)
    }
    return this.#close(from, at, OBJECT_END)
  }

  /** The bracket takes the place of the last comma. */
  #close(from: number, at: number, bracket: number): number {
    if (at > from + 1) this.#end -= 1
    this.#bytes[this.#end++] = bracket
    return at + 1
  }

  /** Moves the entry that begins at `start` and ends here to its place among those that begin at `starts`. */
  #sortIn(starts: number[], start: number): void {
    let place = starts.length
    while (place > 0 && this.#isAfter(starts[place - 1] as number, start)) place -= 1
    if (place === starts.length) {
      starts.push(start)
      return
    }
    const [to, end, size] = [starts[place] as number, this.#end, this.#end - start]
    this.#bytes.copyWithin(end, start, end)
    this.#bytes.copyWithin(to + size, to, start)
    this.#bytes.copyWithin(to, end, end + size)
    for (let later = place; later < starts.length; later += 1) starts[later] = (starts[later] as number) + size
    starts.splice(place, 0, to)
  }

  /** Whether the one key comes after the other, both in quotes. */
  #isAfter(one: number, other: number): boolean {
    for (let at = 1; ; at += 1) {
      const [a, b] = [this.#bytes[one + at] as number, this.#bytes[other + at] as number]
      if (a === b && a !== QUOTE) continue
      if (a === QUOTE || b === QUOTE) return a !== QUOTE
      return rank(a) > rank(b)
    }
  }
}

/** JavaScript compares halves of characters: what takes two of them comes before U+E000. */
const rank = (byte: number): number => (byte === 0xee || byte === 0xef ? byte + 0x10 : byte)
