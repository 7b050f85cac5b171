import { generateKeyPairSync, hash, sign } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { canonical } from '@/lib/audit/record'
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
    if (format === 'ndjson') expect(own.words).toContain('25 events are what was recorded')
    else {
      expect(own.words).toContain('The digests in its 25 rows were recorded')
      expect(own.words).toContain('the word of the exporter, which compared 25 of them')
      expect(own.words).not.toContain('are what was recorded')
    }
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

it('an NDJSON export holds nothing but its own lines, each in its place and of its own names', async () => {
  await desk.record(4, (index) => `纯净 q${index}`)
  const exportId = await make('ndjson', '纯净')
  const lines = read(exportId).split('\n').slice(0, -1)
  const [opening = '', event = ''] = lines
  const last = lines.at(-1) ?? ''
  const otherOpening = opening.replace('纯净', '全部')
  const check = (change: (lines: string[]) => string[]) =>
    afterEditing(exportId, () => `${change([...lines]).join('\n')}\n`, 'alone')
  const wrong = await Promise.all([
    check((all) => [otherOpening, ...all]),
    check((all) => [opening, ...all]),
    check(([, ...others]) => [opening.replace('"treeSize":', '"treeSize":1'), ...others]),
    check(([, ...others]) => [opening.replace('{', '{"kind":"export","note":"核准",'), ...others]),
    check(([, ...others]) => [opening.replace('{', '{"kind":"event",'), ...others]),
    check((all) => [...all.slice(0, -1), `{"kind":"records","records":"","event":${event}}`, last]),
    check((all) => [...all.slice(0, -1), '{"kind":"records","records":"这是说明"}', last]),
    check((all) => [...all.slice(0, -1), last.replace('"file":null', '"file":"核准"')]),
    check((all) => [...all, last]),
    check((all) => [...all, '']),
    check((all) => [...all, otherOpening]),
  ])
  for (const [at, { code, words }] of wrong.entries()) expect(code, `${at}: ${words}`).toBe(1)
  expect(wrong[0]?.words).toContain('Line 2 stands where it does not belong')
  expect(wrong[5]?.words).toMatch(/Line \d+ is nothing that belongs into an export/)
})

it('a manifest that says one thing to one reader and another to the next is refused', async () => {
  await desk.record(2, (index) => `两读 r${index}`)
  const exportId = await make('csv', '两读')
  const edit = (change: (text: string) => string) => afterEditing(exportId, change, 'manifest')
  const twice = await edit((text) => text.replace('"export":', '"export":{"askedBy":"别人"},"export":'))
  expect(twice).toMatchObject({ code: 2 })
  expect(twice.words).toContain('a name stands in it twice')
  const extra = await edit((text) => text.replace('"export":', '"approvedBy":"别人","export":'))
  expect(extra.words).toContain('does not belong there')
})

it('a manifest signed anew, under a head that is genuine, does not pass for one signed with its key', async () => {
  const exportId = await make('csv', '两读')
  const told = JSON.parse(readFileSync(desk.manifestFile(exportId), 'utf8'))
  const sha256 = (text: string) => hash('sha256', text, 'hex')
  const { batchNo, treeSize, root, previous, sealedAt, keyId } = told.head
  const head = `countersign-audit-head/v1\n${[batchNo, treeSize, root, previous, sealedAt, keyId].join('\n')}\n`
  const question = { ...told.export, askedBy: '别人' }
  const { id, format } = question
  const facts = [id, format, told.rowCount, sha256(canonical(question)), told.recordsSha256, told.siblingsSha256]
  const text = `countersign-audit-export/v1\n${[...facts, sha256(head), told.file.sha256, told.keyId].join('\n')}\n`
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const own = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('base64')
  const signature = sign(null, Buffer.from(text), privateKey).toString('base64')
  const forged = path.join(desk.folder, 'forged.json')
  writeFileSync(forged, JSON.stringify({ ...told, export: question, publicKey: own, signature }))
  const [asked, unasked] = await Promise.all([
    checkOffline(desk.dataFile(exportId), forged, keyOf(exportId)),
    checkOffline(desk.dataFile(exportId), forged),
  ])
  expect(asked.words).toContain('the manifest is not what was signed')
  expect(unasked.words).toContain(`${keyOf(exportId)} and ${own}`)
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
