import 'server-only'
import { mkdir, open } from 'node:fs/promises'
import path from 'node:path'
import { env } from '@/lib/env'
import type { Delivery } from '@/lib/streaming/delivery'
import type { Sink } from '@/lib/streaming/sink'

export const streamFolder = (id: string): string => path.join(env.DATA_DIR, 'audit-stream', id)

/** Appends a line an event to the day's file in the data folder, and lets it reach the disk. */
export async function sendToFile(sink: Pick<Sink, 'id'>, { type, events }: Delivery): Promise<void> {
  const folder = streamFolder(sink.id)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const day = new Date().toISOString().slice(0, 10)
  const handle = await open(path.join(folder, `${type === 'audit.test' ? 'test' : day}.ndjson`), 'a', 0o600)
  try {
    await handle.write(events.map(({ line }) => `${JSON.stringify(line)}\n`).join(''))
    await handle.sync()
  } finally {
    await handle.close()
  }
}
