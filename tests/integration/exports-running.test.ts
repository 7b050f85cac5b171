import { existsSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bundle } from '@/scripts/boot/build'
import { WorkerProcess } from '@/tests/faults/worker-process'
import { checkOffline, type ExportDesk, openExportDesk } from '@/tests/integration/export-desk'

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
    expect(await checkOffline(desk.dataFile(exportId))).toMatchObject({ code: 0 })
    expect(readFileSync(desk.dataFile(exportId), 'utf8')).not.toContain('断点 b')
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
    expect((await desk.findExport(first))?.downloads).toBe(1)
    expect((await desk.eventsOf('audit.export.download')).map((event) => event.target_id)).toEqual([first])

    await desk.sql(`update audit_export set expires_at = now() - interval '1 second' where id = $1`, [first])
    expect(await downloadExport(first, 'data', by)).toMatchObject({ code: 'not_found' })
    const { tidyExports } = await import('@/lib/exports/tidy-exports')
    await tidyExports()
    expect(existsSync(desk.folderOf(first))).toBe(false)
    expect((await desk.findExport(first))?.state).toBe('expired')
  })
})
