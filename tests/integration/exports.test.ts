import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exportFormats } from '@/lib/exports/schema'
import { checkOffline, type ExportDesk, openExportDesk } from '@/tests/integration/export-desk'

let desk: ExportDesk
beforeAll(async () => {
  desk = await openExportDesk()
})
afterAll(() => desk.close())

const read = (exportId: string) => readFileSync(desk.dataFile(exportId), 'utf8')
const keyOf = (exportId: string): string => JSON.parse(readFileSync(desk.manifestFile(exportId), 'utf8')).head.publicKey

async function make(...asked: Parameters<ExportDesk['ask']>): Promise<string> {
  const exportId = await desk.ask(...asked)
  await desk.seal()
  await desk.runExport({ exportId })
  return exportId
}

/** The files again, with something done to one of them, as somebody with an editor would; then checked. */
async function afterEditing(exportId: string, change: (text: string) => string, which: 'data' | 'manifest' | 'alone') {
  const data = path.join(desk.folder, `edited-${crypto.randomUUID()}`)
  const [text, told] = [read(exportId), readFileSync(desk.manifestFile(exportId), 'utf8')]
  const [newText, newTold] = which === 'manifest' ? [text, change(told)] : [change(text), told]
  expect(newText === text && newTold === told, 'nothing was edited').toBe(false)
  writeFileSync(data, newText)
  writeFileSync(`${data}.json`, newTold)
  return which === 'alone' ? checkOffline(data) : checkOffline(data, `${data}.json`, keyOf(exportId))
}

describe.each(['ndjson', 'csv', 'ocsf'] as const)('an export as %s', (format) => {
  const end = format === 'csv' ? '\r\n' : '\n'
  const isRow = (line: string) => /^20\d\d-|^\{"kind":"event"|"class_uid"/.test(line)
  let exportId = ''
  let rows: string[] = []

  beforeAll(async () => {
    await desk.record(40, (index) => `${format}别的 o${index}`)
    await desk.record(25, (index) => `${format}样本 x${index}`)
    await desk.seal()
    await desk.record(40, (index) => `${format}别的 p${index}`)
    exportId = await make(format, `${format}样本`)
    const text = read(exportId)
    rows = (format === 'csv' ? text.split(/\r\n(?=20\d\d-|$)/) : text.split('\n')).filter(isRow)
  })

  it('holds exactly what fits, and is verified by itself with the public key and with no other', async () => {
    expect(await desk.findExport(exportId)).toMatchObject({ state: 'done', rows: 25 })
    expect(rows).toHaveLength(25)
    const files = [desk.dataFile(exportId), desk.manifestFile(exportId)] as const
    const [own, stranger] = await Promise.all([
      checkOffline(...files, keyOf(exportId)),
      checkOffline(...files, Buffer.alloc(32, 1).toString('base64')),
    ])
    expect(own, own.words).toMatchObject({ code: 0 })
    expect(own.words).toContain('25 events are what was recorded')
    expect(stranger).toMatchObject({ code: 1 })
    expect(stranger.words).toContain('not signed with the key you gave')
  })

  it('names a row that was changed, is missing, was added, is there twice, or was moved', async () => {
    const [third = '', fourth = ''] = rows.slice(3, 5).map((row) => row + end)
    const other = third.replace('样本 x3', '样本 x9')
    const replaced = (by: string) => afterEditing(exportId, (text) => text.replace(third, () => by), 'data')
    const [changed, missing, added, twice, moved] = await Promise.all([
      replaced(other),
      replaced(''),
      replaced(third + other),
      replaced(third + third),
      afterEditing(exportId, (text) => text.replace(third + fourth, () => fourth + third), 'data'),
    ])
    expect(changed.words).toMatch(/line \d+ \(event [0-9a-f-]{36}, leaf \d+\) was changed/)
    expect(missing.words).toMatch(/A row is missing: row 4, leaf \d+/)
    expect(added.words).toMatch(/line \d+ .* was added/)
    expect(twice.words).toContain('it is there twice')
    expect(moved.words).toContain('was moved')
    for (const { code } of [changed, missing, added, twice, moved]) expect(code).toBe(1)
  })

  it('tells another file, a manifest that was rewritten, and a file that was cut off', async () => {
    const other = await make(format, `${format}别的`)
    const [mixed, fewer, asked, cut] = await Promise.all([
      checkOffline(desk.dataFile(other), desk.manifestFile(exportId)),
      afterEditing(exportId, (text) => text.replace('"rowCount":25', '"rowCount":24'), 'manifest'),
      afterEditing(exportId, (text) => text.replace('样本"', '别的"'), 'manifest'),
      afterEditing(exportId, (text) => text.slice(0, Math.round(text.length / 2)), 'data'),
    ])
    expect(mixed.words).toContain('another file')
    expect(fewer.words).toContain('the manifest is not what was signed')
    for (const { code } of [mixed, fewer, asked, cut]) expect(code).toBe(1)
  })
})

it('an NDJSON export needs no other file: what was edited is found by the file alone', async () => {
  await desk.record(9, (index) => `独立 y${index}`)
  const exportId = await make('ndjson', '独立')
  const edit = (change: (text: string) => string) => afterEditing(exportId, change, 'alone')
  const [whole, reworded, forged, cut] = await Promise.all([
    checkOffline(desk.dataFile(exportId)),
    edit((text) => text.replace('独立 y4', '独立 y5')),
    edit((text) => text.replace(/"rowHash":"[0-9a-f]{4}/, '"rowHash":"0000')),
    edit((text) => text.slice(0, text.lastIndexOf('{"kind":"manifest"'))),
  ])
  expect(whole, whole.words).toMatchObject({ code: 0 })
  expect(whole.words).toContain('compare it with the one you were told')
  expect(reworded.words).toMatch(/line \d+ \(event .*\) was changed/)
  expect(forged).toMatchObject({ code: 1 })
  expect(cut.words).toContain('cut off')
})

it('an XLSX export is checked as one file', async () => {
  await desk.record(5, (index) => `工作簿 z${index}`)
  const exportId = await make('xlsx', '工作簿')
  const bytes = readFileSync(desk.dataFile(exportId))
  bytes[200] = (bytes[200] ?? 0) ^ 1
  const file = path.join(desk.folder, 'other.xlsx')
  writeFileSync(file, bytes)
  const [own, other] = await Promise.all([
    checkOffline(desk.dataFile(exportId), desk.manifestFile(exportId)),
    checkOffline(file, desk.manifestFile(exportId)),
  ])
  expect(own, own.words).toMatchObject({ code: 0 })
  expect(other.words).toContain('not the workbook')
})

it('no file is made of an event that was edited after its seal, in any format; that is an alarm', async () => {
  await desk.record(3, (index) => `改过 e${index}`)
  await desk.seal()
  const { id, seq } = await desk.alter('改过 e1', `reason = '合同 999'`)
  for (const format of exportFormats) {
    const exportId = await make(format, '改过')
    expect(await desk.findExport(exportId)).toMatchObject({ state: 'failed', cause: 'altered', sha256: null })
    expect(existsSync(desk.folderOf(exportId)), format).toBe(false)
    const told = (await desk.eventsOf('audit.export')).filter((event) => event.target_id === exportId)
    expect(told.map(({ phase }) => phase)).toEqual(['requested', 'panic'])
    expect(told[1]).toMatchObject({ outcome: 'mismatch', detail: { alarm: 'export_altered', found: { id, seq } } })
  }
  await desk.alter('改过 e1', `reason = '合同 118\n第二行 "引号"'`.replace('\\n', '\n'))
  await desk.alter('改过 e1', `row_hash = repeat('0', 64)`)
  expect(await desk.findExport(await make('csv', '改过')), 'another digest').toMatchObject({ cause: 'altered' })
})
