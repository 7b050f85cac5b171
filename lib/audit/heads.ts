import 'server-only'
import { createReadStream, existsSync } from 'node:fs'
import { mkdir, open, readdir } from 'node:fs/promises'
import path from 'node:path'
import type { HeadWords } from '@/lib/audit/signing'
import { sql } from '@/lib/db'
import { env } from '@/lib/env'

/** A signed head as it stands outside the database: one JSON line each, a file a month. */
export type WrittenHead = HeadWords & { signature: string }

type Row = {
  batch_no: string
  tree_size: string
  root: Buffer
  previous: Buffer
  sealed_at: Date
  key_id: string
  signature: Buffer
}

const MOST_AT_ONCE = 1_000
const READ = { encoding: 'utf8', highWaterMark: 512 * 1024 } as const

export const headsFolder = (): string => path.join(env.DATA_DIR, 'audit-heads')
const fileOf = (sealedAt: Date): string =>
  path.join(headsFolder(), `heads-${sealedAt.toISOString().slice(0, 7)}.ndjson`)

let written: number | null = null
let writing: Promise<void> = Promise.resolve()

/** Looks at the disk again before the next append, for somebody else may have changed it. */
export function forgetWritten(): void {
  written = null
}

/** Appends every head this host has not written yet, whoever sealed it, and lets it reach the disk. */
export function appendHeads(): Promise<void> {
  writing = writing.catch(() => undefined).then(appendMissing)
  return writing
}

async function appendMissing(): Promise<void> {
  written ??= (await newestWritten())?.batchNo ?? -1
  for (;;) {
    const rows: Row[] = await sql<Row>(
      `select batch_no, tree_size, root, previous, sealed_at, key_id, signature from audit_batch
        where batch_no > $1 order by batch_no limit ${MOST_AT_ONCE}`,
      [written],
    )
    for (const [file, group] of Map.groupBy(rows, (row) => fileOf(row.sealed_at))) await appendLines(file, group)
    written = Number(rows.at(-1)?.batch_no ?? written)
    if (rows.length < MOST_AT_ONCE) return
  }
}

async function appendLines(file: string, rows: readonly Row[]): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 })
  const handle = await open(file, 'a', 0o600)
  try {
    await handle.write(rows.map((row) => `${JSON.stringify(toWritten(row))}\n`).join(''))
    await handle.sync()
  } finally {
    await handle.close()
  }
}

const toWritten = (row: Row): WrittenHead => ({
  batchNo: Number(row.batch_no),
  treeSize: Number(row.tree_size),
  root: row.root.toString('base64'),
  previous: row.previous.toString('base64'),
  sealedAt: row.sealed_at.toISOString(),
  keyId: row.key_id,
  signature: row.signature.toString('base64'),
})

/** Every head on this host's disk, oldest file first; null for a line that is not one. */
async function* writtenHeads(): AsyncGenerator<WrittenHead | null> {
  for await (const lines of writtenLines()) for (const line of lines) yield toHead(line)
}

/** What is written on this host's disk, oldest file first, some lines at a time. */
export async function* writtenLines(): AsyncGenerator<string[]> {
  if (!existsSync(headsFolder())) return
  const files = (await readdir(headsFolder())).filter((name) => /^heads-\d{4}-\d{2}\.ndjson$/.test(name)).sort()
  for (const file of files) {
    let rest = ''
    for await (const chunk of createReadStream(path.join(headsFolder(), file), READ)) {
      const lines = (rest + chunk).split(/\r?\n/)
      rest = lines.pop() ?? ''
      yield lines.filter((line) => line.trim() !== '')
    }
    if (rest.trim() !== '') yield [rest]
  }
}

export function toHead(line: string): WrittenHead | null {
  try {
    const head = JSON.parse(line) as WrittenHead
    return Number.isSafeInteger(head.batchNo) && typeof head.signature === 'string' ? head : null
  } catch {
    return null
  }
}

/** The newest head on this host's disk. */
export async function newestWritten(): Promise<WrittenHead | null> {
  let newest: WrittenHead | null = null
  for await (const head of writtenHeads()) if (head && head.batchNo >= (newest?.batchNo ?? 0)) newest = head
  return newest
}
