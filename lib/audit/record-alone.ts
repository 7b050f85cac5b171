import 'server-only'
import type { NewEvent } from '@/lib/audit/event'
import { recordEvents } from '@/lib/audit/record'
import { preparedSql } from '@/lib/db'

const MOST_AT_ONCE = 200

type Waiting = { event: NewEvent; resolve: (id: string) => void; reject: (error: unknown) => void }

const waiting: Waiting[] = []
let isWriting = false

/**
 * Adds one event that stands by itself, outside any transaction: a refusal, a reading, an export. Those that come while
 * others are being written are written next, in one statement, so that a burst of them takes one connection and not all.
 */
export function recordAlone(event: NewEvent): Promise<string> {
  return new Promise((resolve, reject) => {
    waiting.push({ event, resolve, reject })
    if (!isWriting) void writeAll()
  })
}

async function writeAll(): Promise<void> {
  isWriting = true
  while (waiting.length > 0) await write(waiting.splice(0, MOST_AT_ONCE))
  isWriting = false
}

/** Never throws. What cannot be written together is written one by one, so that an event fails for itself alone. */
async function write(batch: readonly Waiting[]): Promise<void> {
  try {
    const ids = await recordEvents(
      preparedSql,
      batch.map(({ event }) => event),
    )
    batch.forEach(({ resolve }, at) => {
      resolve(String(ids[at]))
    })
  } catch (error) {
    if (batch.length === 1) for (const { reject } of batch) reject(error)
    else await Promise.all(batch.map((only) => write([only])))
  }
}
