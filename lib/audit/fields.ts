import 'server-only'

const MINUTE_MS = 60_000
/** PostgreSQL counts microseconds from the year 2000. */
const FIRST_MS = Date.UTC(2000, 0, 1)
/** The most a `Date` holds; for a time that somebody set to infinity it will do. */
const MOST_MS = 8.64e15

/** The fields of a row of `copyRows`, taken one after the other, in the order of the columns. */
export class Fields {
  readonly bytes: Buffer
  /** Where the field taken last begins, and where it ends. */
  from = 0
  to: number
  isNull = false

  constructor(bytes: Buffer) {
    this.bytes = bytes
    // First stands the number of fields.
    this.to = 2
  }

  take(): this {
    const length = this.bytes.readInt32BE(this.to)
    this.isNull = length < 0
    this.from = this.to + 4
    this.to = this.from + Math.max(0, length)
    return this
  }

  /** These read the field taken last. */
  get text(): string {
    return this.bytes.toString('utf8', this.from, this.to)
  }

  /** For longer than the row. */
  get copy(): Buffer {
    return Buffer.from(this.bytes.subarray(this.from, this.to))
  }

  get base64(): string {
    return this.bytes.toString('base64', this.from, this.to)
  }

  get uuid(): string {
    const hex = this.bytes.toString('hex', this.from, this.to)
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
  }

  get integer(): number {
    return this.bytes.readInt32BE(this.from)
  }

  /** Exact as far as JavaScript's numbers go. */
  get bigint(): number {
    return this.integer * 2 ** 32 + this.bytes.readUInt32BE(this.from + 4)
  }

  /** An ISO string. */
  get time(): string {
    return toIso(FIRST_MS + this.bigint / 1_000)
  }
}

let latest = { minute: Number.NaN, text: '' }

/** Most times of a log are of the same minute as the one before. */
function toIso(ms: number): string {
  const minute = Math.floor(ms / MINUTE_MS)
  if (minute !== latest.minute) {
    const known = Math.max(-MOST_MS, Math.min(MOST_MS, minute * MINUTE_MS))
    latest = { minute, text: new Date(known).toISOString().slice(0, -'00.000Z'.length) }
  }
  const digits = String(100_000 + ms - minute * MINUTE_MS)
  return `${latest.text}${digits.slice(1, 3)}.${digits.slice(3)}Z`
}
