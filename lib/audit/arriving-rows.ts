import 'server-only'
import type { Socket } from 'node:net'
import { type PoolClient, Query, type QueryConfig } from 'pg'
import { pool } from '@/lib/db'

/** What a binary COPY begins with, before its first row. */
const OPENING_BYTES = 19
/** And what stands alone in its last message; a row is longer. */
const CLOSING_BYTES = 2

/**
 * The rows of a query as they arrive, some at a time: until the next ones are asked for nothing more is read, and PostgreSQL
 * waits once the socket is full.
 */
export const queryRows = <Row>(config: QueryConfig): AsyncGenerator<Row[]> =>
  arriving((client, rows) => {
    client.query(new Query(config)).on('row', rows.push).on('error', rows.end).on('end', rows.end)
  })

/** The same as the bytes of a binary COPY, good until the next rows are asked for; `Fields` takes them apart. */
export const copyRows = (query: string): AsyncGenerator<Buffer[]> =>
  arriving((client, rows) => {
    client.query(new CopyOut(`copy (${query}) to stdout (format binary)`, rows))
  })

async function* arriving<Row>(ask: (client: PoolClient, rows: Arrivals<Row>) => void): AsyncGenerator<Row[]> {
  const client = await pool.connect()
  const rows = new Arrivals<Row>((client as unknown as { connection: Wire }).connection.stream)
  let isRead = false
  try {
    ask(client, rows)
    for (let some = await rows.next(); some.length > 0; some = await rows.next()) yield some
    isRead = true
  } finally {
    // What nobody reads to its end goes with its connection.
    client.release(!isRead)
  }
}

class Arrivals<Row> {
  readonly #stream: Socket
  #rows: Row[] = []
  #isOver = false
  #error: Error | undefined
  #wake: () => void = () => undefined

  constructor(stream: Socket) {
    this.#stream = stream
  }

  /** None at the end. */
  async next(): Promise<Row[]> {
    this.#rows = []
    this.#stream.resume()
    if (!this.#isOver)
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    if (this.#error) throw this.#error
    return this.#rows
  }

  /** What came together is there before anybody who waits goes on. */
  push = (row: Row): void => {
    if (this.#rows.push(row) > 1) return
    this.#stream.pause()
    this.#wake()
  }

  end = (error?: unknown): void => {
    if (error instanceof Error) this.#error = error
    this.#isOver = true
    this.#wake()
  }
}

type Wire = { query(text: string): void; stream: Socket }

/** What `pg` calls while a statement of its extended kind runs. */
class CopyOut {
  readonly text: string
  readonly #rows: Arrivals<Buffer>
  #hasOpened = false

  constructor(text: string, rows: Arrivals<Buffer>) {
    this.text = text
    this.#rows = rows
  }

  submit(wire: Wire): void {
    wire.query(this.text)
  }

  handleCopyData({ chunk }: { chunk: Buffer }): void {
    const row = this.#hasOpened ? chunk : chunk.subarray(OPENING_BYTES)
    this.#hasOpened = true
    if (row.byteLength > CLOSING_BYTES) this.#rows.push(row)
  }

  handleError(error: Error): void {
    this.#rows.end(error)
  }

  handleReadyForQuery(): void {
    this.#rows.end()
  }

  handleRowDescription(): void {}
  handleCommandComplete(): void {}
  handleEmptyQuery(): void {}
}
