import 'server-only'
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { appendLines, mendLastLine } from '@/lib/append-lines'
import { env } from '@/lib/env'
import { codeOf, type Delivery, DeliveryFailed } from '@/lib/streaming/delivery'
import type { Sink } from '@/lib/streaming/sink'

export const streamFolder = (id: string): string => path.join(env.DATA_DIR, 'audit-stream', id)

/** Appends a line an event to the day's file in the data folder, and lets it reach the disk. */
export async function sendToFile(sink: Pick<Sink, 'id'>, { type, events }: Delivery): Promise<void> {
  const folder = streamFolder(sink.id)
  const day = `${new Date().toISOString().slice(0, 10)}.ndjson`
  const file = path.join(folder, type === 'audit.test' ? 'test.ndjson' : day)
  try {
    if (type === 'audit.events') await mendDayBefore(folder, day)
    await appendLines(
      file,
      events.map(({ line }) => JSON.stringify(line)),
    )
  } catch (error) {
    throw new DeliveryFailed(codeOf(error))
  }
}

/** A line torn at the end of a day is sent again into the next day's file; what is left of it goes from its own. */
async function mendDayBefore(folder: string, day: string): Promise<void> {
  const names = await readdir(folder).catch((): string[] => [])
  const before = names.filter((name) => /^\d{4}-/.test(name) && name < day).sort()
  const last = before.at(-1)
  if (last && !names.includes(day)) await mendLastLine(path.join(folder, last))
}
