import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Client } from 'pg'
import type { Actor } from '@/lib/audit/event'
import type { ExportFormat } from '@/lib/exports/schema'
import { openAuthDesk } from '@/tests/integration/auth-desk'

const root = path.resolve(import.meta.dirname, '../..')

export type Checked = { code: number; words: string }

/** The stand-alone script, run as somebody elsewhere would: with the files, and the key they were told. */
export const checkOffline = (...words: string[]): Promise<Checked> =>
  new Promise((resolve) => {
    execFile(process.execPath, [path.join(root, 'public/verify-export.mjs'), ...words], (error, out, err) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, words: out + err }),
    )
  })

/** A desk whose log is sealed when it is told to, and a folder of its own for the files. */
export async function openExportDesk() {
  const folder = mkdtempSync(path.join(tmpdir(), 'countersign-export-'))
  const desk = await openAuthDesk({
    DATA_DIR: folder,
    AUDIT_SIGNING_KEYS: `s1:${Buffer.alloc(32, 7).toString('base64')}`,
  })
  const [{ runExport }, files, { requestExport }, { cancelExport }, queries, { recordEvents }, { sealEvents }, boss] =
    await Promise.all([
      import('@/lib/exports/run-export'),
      import('@/lib/exports/export-files'),
      import('@/lib/exports/request-export'),
      import('@/lib/exports/cancel-export'),
      import('@/lib/exports/queries'),
      import('@/lib/audit/record'),
      import('@/lib/audit/seal'),
      import('@/lib/jobs/queue'),
    ])
  await boss.prepareQueues()

  const actor: Actor = {
    type: 'person',
    id: 'p1',
    name: '客服丙',
    role: 'support',
    sessionPrint: 'f1:session-canary',
    ip: '10.0.0.9',
    userAgent: 'test',
  }
  const context = (who: Actor = actor, role: 'support' | 'admin' = 'support') => ({
    actor: who,
    requestId: crypto.randomUUID(),
    session: { user: { id: who.id, name: who.name, email: 'x', role }, sessionId: 's', actor: who },
  })
  /** Seals until nothing waits. */
  const seal = async () => {
    for (;;) {
      const [waiting] = await desk.sql<{ count: number }>(
        'select count(*)::int as count from audit_event event where not exists (select 1 from audit_leaf where event_id = event.id)',
      )
      if (waiting?.count === 0) return
      await sealEvents()
    }
  }
  const record = (count: number, name: (index: number) => string, more: object = {}) =>
    recordEvents(
      desk.sql,
      Array.from({ length: count }, (_, index) => ({
        phase: 'outcome' as const,
        action: 'licensee.update' as const,
        outcome: 'succeeded' as const,
        actor,
        target: { type: 'licensee' as const, id: name(index), name: name(index) },
        before: { name: '旧名' },
        after: { name: name(index) },
        reason: '合同 118\n第二行 "引号"',
        ...more,
      })),
    )
  /** Changes an event behind the product's back, as somebody may who owns the database. */
  const alter = async (name: string, change: string) => {
    const owner = new Client({ connectionString: desk.ownerUrl })
    await owner.connect()
    const { rows } = await owner.query(
      'select tableoid::regclass::text as place, id, seq from audit_event where target_id = $1',
      [name],
    )
    await owner.query(`alter table ${rows[0].place} disable trigger all`)
    await owner.query(`update audit_event set ${change} where id = $1`, [rows[0].id])
    await owner.query(`alter table ${rows[0].place} enable trigger all`)
    await owner.end()
    return rows[0] as { id: string; seq: string }
  }
  const ask = async (format: ExportFormat, query = '', who: Actor = actor) => {
    const result = await requestExport.run({ format, query, locale: 'zh-CN' }, context(who))
    if (!result.ok) throw new Error(result.code)
    return result.data.exportId
  }
  /** The files of the only attempt at an export, or of a later one. */
  const dataFile = (id: string, attempt = 1) => files.dataFile({ id, attempt })
  const manifestFile = (id: string, attempt = 1) => files.manifestFile({ id, attempt })
  const close = async () => {
    await boss.stopSender()
    await desk.close()
    rmSync(folder, { recursive: true, force: true })
  }
  return {
    ...desk,
    folderOf: files.folderOf,
    dataFile,
    manifestFile,
    ...queries,
    folder,
    actor,
    context,
    seal,
    record,
    alter,
    ask,
    runExport,
    requestExport,
    cancelExport,
    close,
  }
}

export type ExportDesk = Awaited<ReturnType<typeof openExportDesk>>
