import 'server-only'
import { createReadStream, existsSync } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { appendLines } from '@/lib/append-lines'
import { SealRefused } from '@/lib/audit/seal-refused'
import { type HeadWords, isSigned, textOfWords } from '@/lib/audit/signing'
import { trustedKeys } from '@/lib/audit/trusted-keys'
import { type Sql, sql } from '@/lib/db'
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

/** The newest head that is known to stand on disk, and how long its file was then. */
type Known = { head: WrittenHead | null; length: number }
let known: Known | null = null
let writing: Promise<void> = Promise.resolve()

/** Looks at the disk again before the next append, for somebody else may have changed it. */
export function forgetWritten(): void {
  known = null
}

/** The newest head on this host's disk, read anew only once its file is gone or has become shorter. */
export async function newestHere(): Promise<WrittenHead | null> {
  if (!known?.head || (await lengthOf(known.head)) < known.length) await know(await newestWritten())
  return known?.head ?? null
}

async function know(head: WrittenHead | null): Promise<void> {
  known = { head, length: head ? await lengthOf(head) : 0 }
}

const lengthOf = async (head: WrittenHead): Promise<number> =>
  (await stat(fileOf(new Date(head.sealedAt))).catch(() => null))?.size ?? -1

/** Appends every head this host has not written yet, whoever sealed it, and lets it reach the disk. */
export function appendHeads(): Promise<void> {
  writing = writing.catch(() => undefined).then(appendMissing)
  return writing
}

async function appendMissing(): Promise<void> {
  for (;;) {
    const rows: Row[] = await sql<Row>(
      `select batch_no, tree_size, root, previous, sealed_at, key_id, signature from audit_batch
        where batch_no > $1 order by batch_no limit ${MOST_AT_ONCE}`,
      [(await newestHere())?.batchNo ?? -1],
    )
    const heads = rows.map(toWritten)
    const last = heads.at(-1)
    if (!last) return
    await assertHandedOn(sql, heads)
    for (const [file, group] of Map.groupBy(heads, (head) => fileOf(new Date(head.sealedAt))))
      await appendLines(
        file,
        group.map((head) => JSON.stringify(head)),
      )
    await know(last)
    if (rows.length < MOST_AT_ONCE) return
  }
}

/** What others will compare with must be signed by a trusted key, and continue what stands there already. */
async function assertHandedOn(sql: Sql, heads: readonly WrittenHead[]): Promise<void> {
  const keys = await trustedKeys(sql)
  const bad = heads.find((head) => !isTrusted(head, keys))
  if (bad) throw new SealRefused(keys.has(bad.keyId) ? 'signature_invalid' : 'key_unknown', bad.batchNo)
  await assertNewestStands(sql)
}

/** @throws SealRefused when the newest head on this host's disk is not among the database's, as after a restored backup. */
export async function assertNewestStands(sql: Sql): Promise<void> {
  const newest = await newestHere()
  if (!newest) return
  const [stored] = await sql<{ root: Buffer; signature: Buffer }>(
    'select root, signature from audit_batch where batch_no = $1',
    [newest.batchNo],
  )
  if (!stored) throw new SealRefused('tail_missing', newest.batchNo)
  if (stored.root.toString('base64') !== newest.root || stored.signature.toString('base64') !== newest.signature)
    throw new SealRefused('head_differs', newest.batchNo)
}

/** Whether a trusted key has signed it. */
export function isTrusted(head: WrittenHead, keys: ReadonlyMap<string, Buffer>): boolean {
  const key = keys.get(head.keyId)
  return key !== undefined && isSigned(key, textOfWords(head), Buffer.from(head.signature, 'base64'))
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
