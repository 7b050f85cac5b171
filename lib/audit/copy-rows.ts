import 'server-only'
import type { Socket } from 'node:net'
import { pool } from '@/lib/db'

/** What a binary COPY begins with, before its first row. */
const OPENING_BYTES = 19
/** And what stands alone in its last message; a row is longer. */
const CLOSING_BYTES = 2

/**
 * The rows of a query as PostgreSQL sends them in a binary COPY, some at a time; `Fields` takes them apart. Bytes are good until
 * the next rows are asked for: until then nothing more is read, and PostgreSQL waits once the socket is full.
 */
export async function* copyRows(query: string): AsyncGenerator<Buffer[]> {
  const client = await pool.connect()
  const copy = new CopyOut(`copy (${query}) to stdout (format binary)`)
  let isRead = false
  try {
    client.query(copy as never)
    for (let rows = await copy.next(); rows.length > 0; rows = await copy.next()) yield rows
    isRead = true
  } finally {
    // What nobody reads to its end goes with its connection.
    client.release(!isRead)
  }
}

type Wire = { query(text: string): void; stream: Socket }

/** What `pg` calls while a statement of its extended kind runs. */
class CopyOut {
  readonly text: string
  #stream: Socket | null = null
  #rows: Buffer[] = []
  #hasOpened = false
  #isOver = false
  #error: Error | null = null
  #wake: () => void = () => undefined

  constructor(text: string) {
    this.text = text
  }

  /** None at the end. */
  async next(): Promise<Buffer[]> {
    this.#rows = []
    this.#stream?.resume()
    if (!this.#isOver)
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    if (this.#error) throw this.#error
    return this.#rows
  }

  submit(wire: Wire): void {
    this.#stream = wire.stream
    wire.query(this.text)
  }

  handleCopyData({ chunk }: { chunk: Buffer }): void {
    const row = this.#hasOpened ? chunk : chunk.subarray(OPENING_BYTES)
    this.#hasOpened = true
    if (row.byteLength <= CLOSING_BYTES) return
    // All that came with it is handed over before anybody who waits goes on.
    if (this.#rows.push(row) > 1) return
    this.#stream?.pause()
    this.#wake()
  }

  handleError(error: Error): void {
    this.#error = error
    this.handleReadyForQuery()
  }

  handleReadyForQuery(): void {
    this.#isOver = true
    this.#wake()
  }

  handleRowDescription(): void {}
  handleCommandComplete(): void {}
  handleEmptyQuery(): void {}
}
