import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync } from 'node:fs'
import path from 'node:path'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { newId } from '@/lib/id'
import { bundle } from '@/scripts/boot/build'
import { WorkerProcess } from '@/tests/faults/worker-process'
import { checkOffline, type ExportDesk, openExportDesk } from '@/tests/integration/export-desk'

/** Where a worker may be held up, and what a workbook may weigh. */
const held = vi.hoisted(() => ({ beforeProof: async () => {}, zipBytes: 2 ** 32 - 1 }))
vi.mock('@/lib/exports/siblings', async (original) => {
  const real = await original<typeof import('@/lib/exports/siblings')>()
  return {
    siblingsOf: async function* (...words: Parameters<typeof real.siblingsOf>) {
      await held.beforeProof()
      yield* real.siblingsOf(...words)
    },
  }
})
vi.mock('@/lib/sheets/zip-stream', async (original) => {
  const real = await original<typeof import('@/lib/sheets/zip-stream')>()
  return { ...real, zipStream: (parts: Parameters<typeof real.zipStream>[0]) => real.zipStream(parts, held.zipBytes) }
})

let desk: ExportDesk
beforeAll(async () => {
  desk = await openExportDesk()
})
afterAll(() => desk.close())

const outcomes = async (exportId: string) =>
  (await desk.eventsOf('audit.export')).filter((event) => event.target_id === exportId).map(({ phase }) => phase)

describe('an export', () => {
  it('is made anew after its worker was killed, with the very rows of when it was asked for, once', async () => {
    await desk.record(60, (index) => `断点 a${index}`)
    const exportId = await desk.ask('ndjson', '断点')
    const worker = new WorkerProcess(await bundle('lib/jobs/worker.ts'), { FAULT_AT: 'mid_export' })
    expect(await worker.exited(), worker.output).toBe('SIGKILL')
    const half = await desk.findExport(exportId)
    expect(half?.state).toBe('running')
    expect(existsSync(desk.manifestFile(exportId))).toBe(false)

    await desk.record(30, (index) => `断点 b${index}`)
    await desk.seal()
    await desk.runExport({ exportId })
    expect((await desk.findExport(exportId))?.state, 'its worker may still be alive').toBe('running')
    await desk.sql(`update audit_export set beat_at = beat_at - interval '11 seconds' where id = $1`, [exportId])
    await desk.runExport({ exportId })
    expect(await desk.findExport(exportId)).toMatchObject({ state: 'done', rows: 60 })
    expect(await checkOffline(desk.dataFile(exportId, 2))).toMatchObject({ code: 0 })
    expect(readdirSync(desk.folderOf(exportId)), 'what the killed worker left').toEqual(['2'])
    expect(readFileSync(desk.dataFile(exportId, 2), 'utf8')).not.toContain('断点 b')
    expect(await outcomes(exportId)).toEqual(['requested', 'outcome'])
  })

  it('holds what there was when it was asked for, and all of it, while events keep arriving', async () => {
    await desk.record(300, (index) => `潮水 a${index}`)
    const exportId = await desk.ask('csv', '潮水')
    let isOver = false
    const arriving = (async () => {
      for (let round = 0; !isOver; round += 1) {
        await desk.record(20, (index) => `潮水 b${round}-${index}`)
        await desk.seal()
      }
    })()
    await desk.runExport({ exportId })
    isOver = true
    await arriving
    const found = await desk.findExport(exportId)
    const text = readFileSync(desk.dataFile(exportId), 'utf8')
    expect(new Set(text.match(/潮水 a\d+/g)).size).toBe(300)
    const [{ count } = { count: 0 }] = await desk.sql<{ count: number }>(
      `select count(*)::int as count from audit_event join audit_leaf on event_id = id
        where target_name like '潮水%' and leaf_no < $1`,
      [found?.treeSize],
    )
    expect(found?.rows).toBe(count)
    expect(await checkOffline(desk.dataFile(exportId), desk.manifestFile(exportId))).toMatchObject({ code: 0 })
  })

  it('stops when asked: before it began at once, and nothing is left of it', async () => {
    const waiting = await desk.ask('csv', '潮水')
    const refused = await desk.cancelExport.run({ exportId: waiting }, desk.context({ ...desk.actor, id: 'p2' }))
    expect(refused).toMatchObject({ code: 'forbidden' })
    expect(await desk.cancelExport.run({ exportId: waiting }, desk.context())).toMatchObject({ ok: true })
    await desk.runExport({ exportId: waiting })
    expect((await desk.findExport(waiting))?.state).toBe('cancelled')

    const running = await desk.ask('csv', '潮水')
    await desk.seal()
    await desk.sql(`update audit_export set cancel_requested_at = now() where id = $1`, [running])
    await desk.runExport({ exportId: running })
    expect((await desk.findExport(running))?.state).toBe('cancelled')
    expect(existsSync(desk.folderOf(running))).toBe(false)
    expect(await outcomes(running)).toEqual(['requested', 'outcome'])
    expect(await desk.cancelExport.run({ exportId: running }, desk.context())).toMatchObject({ code: 'conflict' })
  })

  it('is one of three at a time for each person, and downloading it is an event', async () => {
    const who = { ...desk.actor, id: 'p3' }
    const asked = await Promise.all(
      Array.from({ length: 5 }, () =>
        desk.requestExport.run({ format: 'csv', query: '潮水', locale: 'en' }, desk.context(who)),
      ),
    )
    expect(asked.filter((result) => result.ok)).toHaveLength(3)
    expect(asked.filter((result) => !result.ok).map((result) => !result.ok && result.code)).toEqual([
      'too_many',
      'too_many',
    ])
    const [first] = asked.flatMap((result) => (result.ok ? [result.data.exportId] : []))
    if (!first) throw new Error('nothing was asked for')
    const { downloadExport } = await import('@/lib/exports/download')
    const by = { actor: who, requestId: 'r' }
    expect(await downloadExport(first, 'data', by)).toMatchObject({ code: 'not_found' })
    await desk.seal()
    await desk.runExport({ exportId: first })
    const answer = await downloadExport(first, 'data', by)
    if (!(answer instanceof Response)) throw new Error('no file came')
    expect(Buffer.from(await answer.arrayBuffer()).equals(readFileSync(desk.dataFile(first)))).toBe(true)
    renameSync(desk.dataFile(first), path.join(desk.folderOf(first), 'data'))
    const early = await downloadExport(first, 'data', by)
    expect(early instanceof Response && (await early.text()), 'made before attempts had folders').toContain('潮水 a1')
    expect((await desk.findExport(first))?.downloads).toBe(2)
    expect((await desk.eventsOf('audit.export.download')).map((event) => event.target_id)).toEqual([first, first])

    await desk.sql(`update audit_export set expires_at = now() - interval '1 second' where id = $1`, [first])
    expect(await downloadExport(first, 'data', by)).toMatchObject({ code: 'not_found' })
    const { tidyExports } = await import('@/lib/exports/tidy-exports')
    await tidyExports()
    expect(existsSync(desk.folderOf(first))).toBe(false)
    expect((await desk.findExport(first))?.state).toBe('expired')
  })
})

const beatOf = async (exportId: string) =>
  (
    await desk.sql<{ beat_at: Date }>('select beat_at from audit_export where id = $1', [exportId])
  )[0]?.beat_at.getTime()

/** Keeps a table from everybody until it is let go. */
async function locked(table: string) {
  const owner = new Client({ connectionString: desk.ownerUrl })
  await owner.connect()
  await owner.query(`begin; lock table ${table} in access exclusive mode`)
  const isWaitedFor = async () => {
    const { rows } = await owner.query(
      `select 1 from pg_locks where relation = '${table}'::regclass and not granted and database = (select oid from pg_database where datname = current_database())`,
    )
    expect(rows).not.toHaveLength(0)
  }
  return { isWaitedFor: () => vi.waitFor(isWaitedFor, 10_000), release: () => owner.end() }
}

describe('a worker', () => {
  it('that wakes after another has finished its export spoils nothing', async () => {
    await desk.record(20, (index) => `接手 h${index}`)
    const exportId = await desk.ask('csv', '接手')
    await desk.seal()
    let wake = () => {}
    const frozen = await new Promise<{ run: Promise<void> }>((resolve) => {
      held.beforeProof = () => {
        held.beforeProof = async () => {}
        resolve({ run })
        return new Promise((go) => {
          wake = go
        })
      }
      const run = desk.runExport({ exportId })
    })
    while ((await desk.findExport(exportId))?.attempt === 1) {
      await desk.sql(`update audit_export set beat_at = beat_at - interval '11 seconds' where id = $1`, [exportId])
      await desk.runExport({ exportId })
    }
    const files = [desk.dataFile(exportId, 2), desk.manifestFile(exportId, 2)] as const
    const before = files.map((file) => readFileSync(file, 'utf8'))
    wake()
    await frozen.run
    expect(files.map((file) => readFileSync(file, 'utf8'))).toEqual(before)
    expect(readdirSync(desk.folderOf(exportId))).toEqual(['2'])
    expect(await desk.findExport(exportId)).toMatchObject({ state: 'done', rows: 20, attempt: 2 })
    expect(await checkOffline(...files)).toMatchObject({ code: 0 })
    expect(await outcomes(exportId)).toEqual(['requested', 'outcome'])
  })

  it('tells that it lives while it waits for rows', async () => {
    const exportId = await desk.ask('csv', '接手')
    await desk.seal()
    const operations = await locked('operation')
    const running = desk.runExport({ exportId })
    await operations.isWaitedFor()
    const first = (await beatOf(exportId)) ?? 0
    await vi.waitFor(async () => expect(await beatOf(exportId)).toBeGreaterThan(first), 10_000)
    await operations.release()
    await running
    expect(await desk.findExport(exportId)).toMatchObject({ state: 'done', attempt: 1 })
  })

  it('does not take up an export for ever that its workers die of', async () => {
    const exportId = await desk.ask('csv', '接手')
    await desk.sql(
      `update audit_export set state = 'running', attempt = 6, beat_at = now() - interval '11 seconds' where id = $1`,
      [exportId],
    )
    await desk.runExport({ exportId })
    expect(await desk.findExport(exportId)).toMatchObject({ state: 'failed', cause: 'unexpected' })
  })

  it('says at once that a workbook would be too large, and does not try again', async () => {
    held.zipBytes = 8_000
    const exportId = await desk.ask('xlsx', '接手')
    await desk.seal()
    await desk.runExport({ exportId })
    held.zipBytes = 2 ** 32 - 1
    expect(await desk.findExport(exportId)).toMatchObject({ state: 'failed', cause: 'too_large', attempt: 1 })
    expect(existsSync(desk.folderOf(exportId))).toBe(false)
  })

  it('that tidies up leaves a folder alone that was made since it began', async () => {
    const { tidyExports } = await import('@/lib/exports/tidy-exports')
    const rows = await locked('audit_export')
    const tidying = tidyExports()
    await rows.isWaitedFor()
    const fresh = desk.folderOf(newId())
    mkdirSync(fresh, { recursive: true })
    await rows.release()
    await tidying
    expect(existsSync(fresh)).toBe(true)
    await tidyExports()
    expect(existsSync(fresh)).toBe(false)
  })
})
