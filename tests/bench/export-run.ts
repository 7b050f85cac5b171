import { hash } from 'node:crypto'
import { rm, stat } from 'node:fs/promises'
import { Client } from 'pg'
import { sealEvents } from '@/lib/audit/seal'
import { pool, sql } from '@/lib/db'
import { dataFile, folderOf } from '@/lib/exports/export-files'
import { runExport } from '@/lib/exports/run-export'
import { newId } from '@/lib/id'
import { copyOut } from '@/tests/bench/copy'

/** One side of B8, a program of its own so that its memory is its own: the export of everything, or raw COPY as CSV. */
async function copyRaw(): Promise<object> {
  const client = new Client({ connectionString: process.env.DATABASE_URL })
  await client.connect()
  const started = performance.now()
  let [rows, bytes] = [0, 0]
  await copyOut(
    client,
    'select * from audit_event order by occurred_at',
    (line) => {
      rows += 1
      bytes += line.length
    },
    'with (format csv)',
  )
  const ms = performance.now() - started
  await client.end()
  return { ms, rows, bytes }
}

async function exportAll(): Promise<object> {
  const id = newId()
  await sql(
    `insert into audit_export (id, format, locale, filter, query, asked_by, asked_name, asked_role)
     values ($1, 'csv', 'zh-CN', '{"everything": true}', '', 'bench', 'bench', 'admin')`,
    [id],
  )
  while ((await sealEvents()).isMore);
  const before = process.memoryUsage().rss
  let most = before
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss)
  }, 100)
  const started = performance.now()
  await runExport({ exportId: id })
  const ms = performance.now() - started
  clearInterval(watch)
  const [row] = await sql<{ state: string; row_count: string }>(
    'select state, row_count from audit_export where id = $1',
    [id],
  )
  const { size } = await stat(dataFile({ id, attempt: 1 }))
  await rm(folderOf(id), { recursive: true, force: true })
  return { ms, state: row?.state, rows: Number(row?.row_count), bytes: size, moreMib: (most - before) / 1024 ** 2 }
}

hash('sha256', 'warm')
const result = process.argv[2] === 'export' ? await exportAll() : await copyRaw()
await pool.end()
process.stdout.write(`${JSON.stringify(result)}\n`)
process.exit(0)
