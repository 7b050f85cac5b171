import { once } from 'node:events'
import type { Socket } from 'node:net'
import type { Client } from 'pg'

type Wire = {
  query(text: string): void
  sendCopyFromChunk(chunk: Buffer): void
  endCopyFrom(): void
  sendCopyFail(message: string): void
  stream: Socket
}

/** What `pg` calls while a statement of its extended kind runs; only COPY needs one of its own. */
abstract class Copy {
  readonly done: Promise<void>
  protected resolve: () => void = () => undefined
  protected reject: (error: Error) => void = () => undefined
  readonly text: string
  #error: Error | undefined

  constructor(text: string) {
    this.text = text
    this.done = new Promise((resolve, reject) => {
      this.resolve = resolve
      this.reject = reject
    })
  }

  submit(wire: Wire): void {
    wire.query(this.text)
  }
  handleCommandComplete(): void {}
  handleEmptyQuery(): void {}
  handleRowDescription(): void {}
  handleError(error: Error): void {
    this.#error = error
    this.reject(error)
  }
  handleReadyForQuery(): void {
    if (!this.#error) this.resolve()
  }
  handleCopyInResponse(wire: Wire): void {
    wire.sendCopyFail('nothing to send')
  }
  handleCopyData(_message: { chunk: Buffer }): void {}
}

class CopyIn extends Copy {
  readonly #chunks: Iterable<string>

  constructor(text: string, chunks: Iterable<string>) {
    super(text)
    this.#chunks = chunks
  }

  override handleCopyInResponse(wire: Wire): void {
    this.#send(wire).catch((error: Error) => wire.sendCopyFail(error.message))
  }

  async #send(wire: Wire): Promise<void> {
    for (const chunk of this.#chunks) {
      wire.sendCopyFromChunk(Buffer.from(chunk))
      if (wire.stream.writableNeedDrain) await once(wire.stream, 'drain')
    }
    wire.endCopyFrom()
  }
}

class CopyOut extends Copy {
  readonly #onLine: (line: Buffer) => void

  constructor(text: string, onLine: (line: Buffer) => void) {
    super(text)
    this.#onLine = onLine
  }

  override handleCopyData({ chunk }: { chunk: Buffer }): void {
    this.#onLine(chunk)
  }
}

const run = (client: Client, copy: Copy): Promise<void> => {
  client.query(copy as never)
  return copy.done
}

/** Loads lines of PostgreSQL's text format. */
export const copyIn = (client: Client, table: string, columns: readonly string[], chunks: Iterable<string>) =>
  run(client, new CopyIn(`copy ${table} (${columns.join(', ')}) from stdin`, chunks))

/** Reads a query's rows as lines; one call a row. */
export const copyOut = (client: Client, query: string, onLine: (line: Buffer) => void, options = '') =>
  run(client, new CopyOut(`copy (${query}) to stdout ${options}`, onLine))

/** One field of a COPY line. */
export function toField(value: unknown): string {
  if (value === null || value === undefined) return '\\N'
  const text =
    value instanceof Date
      ? value.toISOString()
      : Buffer.isBuffer(value)
        ? `\\x${value.toString('hex')}`
        : Array.isArray(value)
          ? toArray(value)
          : typeof value === 'object'
            ? JSON.stringify(value)
            : String(value)
  return /[\\\t\n\r]/.test(text) ? text.replace(/[\\\t\n\r]/g, (character) => ESCAPES[character] ?? character) : text
}

const ESCAPES: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

const toArray = (values: readonly unknown[]): string =>
  `{${values
    .map((value) => (Buffer.isBuffer(value) ? `\\x${value.toString('hex')}` : String(value)))
    .map((text) => `"${text.replace(/["\\]/g, '\\$&')}"`)
    .join(',')}}`

export const toLine = (values: readonly unknown[]): string => `${values.map(toField).join('\t')}\n`
