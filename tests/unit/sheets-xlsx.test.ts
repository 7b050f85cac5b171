import { describe, expect, it } from 'vitest'
import writeExcelFile, { type Row } from 'write-excel-file/node'
import { readSheet } from '@/lib/sheets/read-sheet'
import type { SheetContent } from '@/lib/sheets/schema'
import { sheetFile } from '@/lib/sheets/sheet-file'
import { rowXml } from '@/lib/sheets/workbook-xml'
import { writeXlsx } from '@/lib/sheets/write-xlsx'

const heading: Row = ['AppID', '名称', '到期'].map((value) => ({ value, type: String }))
const write = (rows: Row[]): Promise<Buffer> => writeExcelFile([heading, ...rows]).toBuffer()

async function read(bytes: Uint8Array): Promise<SheetContent> {
  const reading = await readSheet(bytes)
  if (!reading.ok) throw new Error(reading.problem)
  return reading.content
}

describe('cells of a workbook', () => {
  it('says at its end that a text was cut to what a cell holds', () => {
    const texts = rowXml(['字'.repeat(32_768), '字'.repeat(32_767)], 2).matchAll(/<t[^>]*>([^<]*)/g)
    const [cut = '', whole = ''] = [...texts].map(([, text = '']) => text)
    expect(cut).toHaveLength(32_767)
    expect(cut.endsWith('字 … [已截断 cut]')).toBe(true)
    expect(whole).toBe('字'.repeat(32_767))
  })

  it('keeps whole numbers as they are written, and refuses those Excel has rounded', async () => {
    const content = await read(
      await write([
        [{ value: 100200300, type: Number }, { value: 123456789012345, type: Number }, null],
        [{ value: 1234567890123456, type: Number }, { value: '12345678901234567890', type: String }, null],
      ]),
    )
    expect(content.rows).toEqual([
      { line: 2, cells: ['100200300', '123456789012345', ''] },
      { line: 3, cells: ['1234567890123456', '12345678901234567890', ''], problems: { 0: 'lostDigits' } },
    ])
  })

  it('reads the day a date cell shows, whatever the zone of this machine', async () => {
    const content = await read(
      await write([
        [
          null,
          { value: 'a', type: String },
          { value: new Date('2027-03-31T00:00:00Z'), type: Date, format: 'yyyy/m/d' },
        ],
        [
          null,
          { value: 'b', type: String },
          { value: new Date('2027-03-31T18:30:00Z'), type: Date, format: 'yyyy-mm-dd hh:mm' },
        ],
      ]),
    )
    expect(content.rows.map(({ cells }) => cells[2])).toEqual(['2027-03-31', '2027-03-31 18:30:00'])
  })

  it('refuses cells that are computed, in the row they stand in', async () => {
    const content = await read(
      await write([
        [null, null, null],
        [
          { value: 'x', type: String },
          { value: '=CONCATENATE("a","b")', type: 'Formula' },
          { value: '=1+1', type: 'Formula' },
        ],
        [{ value: 'y', type: String }, { value: '=看似公式', type: String }, null],
      ]),
    )
    expect(content.rows.map(({ line, problems = {} }) => [line, problems])).toEqual([
      [3, { 1: 'formula', 2: 'formula' }],
      [4, {}],
    ])
  })

  it('passes over empty first rows and takes the first sheet that holds anything', async () => {
    const bytes = await writeExcelFile([
      { data: [], sheet: '空' },
      { data: [[], [], heading, [{ value: 'x', type: String }, null, null]], sheet: '名单' },
    ]).toBuffer()
    expect(await read(bytes)).toMatchObject({ headingLine: 3, rows: [{ line: 4, cells: ['x', '', ''] }] })
  })
})

describe('workbooks that are refused whole', () => {
  const problemOf = async (bytes: Uint8Array) => {
    const reading = await readSheet(bytes)
    return reading.ok ? null : reading.problem
  }

  it('a zip that would unpack to gigabytes, told by its directory before anything is unpacked', async () => {
    const bytes = await write([[{ value: 'x', type: String }, null, null]])
    for (let at = bytes.indexOf('PK\x01\x02'); at >= 0; at = bytes.indexOf('PK\x01\x02', at + 4))
      bytes.writeUInt32LE(0x7fffffff, at + 24)
    expect(await problemOf(bytes)).toBe('tooLarge')
  })

  it('a zip that lies about what it unpacks to', async () => {
    const rows: Row[] = Array.from({ length: 2_000 }, (_, index) => [{ value: `x${index}`, type: String }, null, null])
    const bytes = await write(rows)
    for (let at = bytes.indexOf('PK\x01\x02'); at >= 0; at = bytes.indexOf('PK\x01\x02', at + 4))
      bytes.writeUInt32LE(10, at + 24)
    expect(await problemOf(bytes)).toBe('unreadable')
  })

  it('a workbook cut short', async () => {
    const bytes = await write([[{ value: 'x', type: String }, null, null]])
    expect(await problemOf(bytes.subarray(0, bytes.length - 30))).toBe('unreadable')
  })

  it('another kind of zip', async () => {
    expect(await problemOf(Buffer.from(`504b0506${'00'.repeat(18)}`, 'hex'))).toBe('notASheet')
  })

  it('more than 50,000 rows', async () => {
    const rows: Row[] = Array.from({ length: 50_001 }, (_, index) => [
      { value: index, type: Number },
      { value: 'a', type: String },
    ])
    expect(await problemOf(await write(rows))).toBe('tooManyRows')
  }, 30_000)
})

describe('files we hand back', () => {
  const rows = [
    ['2', 'wx1a2b3c4d5e6f7a8b', '=HYPERLINK("http://x")', '公式，"引号"'],
    ['3', '00012345678901234567', '+1', '第二行\n换行'],
  ]
  const columns = ['行', 'AppID', '名称', '问题']

  it.each(['csv', 'xlsx'] as const)('%s comes back as it was, and runs nothing', async (format) => {
    const response = sheetFile({ format, name: '待修改', columns, rows })
    const bytes = new Uint8Array(await response.arrayBuffer())
    const content = await read(bytes)
    expect(content.format).toBe(format)
    expect(content.columns).toEqual(columns)
    expect(content.rows.map(({ cells }) => cells)).toEqual(rows)
    expect(content.rows.every(({ problems }) => problems === undefined)).toBe(true)
  })
})

it('writes a workbook of 30,000 rows while it is read, in little memory and with pauses for others', async () => {
  let taken = 0
  async function* rows() {
    for (taken = 0; taken < 30_000; taken += 1)
      yield [`wx${taken}`, taken, taken % 2 ? null : `_x000D_ & <b> \u0001 ${taken}`]
  }
  const reader = writeXlsx(['甲', '乙', '丙'], rows(), '名单/2026').getReader()
  const chunks: Uint8Array[] = []
  let takenAtFirstRows = 0
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    chunks.push(part.value)
    if (chunks.length === 20) takenAtFirstRows = taken
  }
  expect(takenAtFirstRows).toBeLessThan(15_000)
  const content = await read(Buffer.concat(chunks))
  expect(content.columns).toEqual(['甲', '乙', '丙'])
  expect(content.rows).toHaveLength(30_000)
  expect(content.rows[0]?.cells).toEqual(['wx0', '0', '_x000D_ & <b>  0'])
  expect(content.rows.at(-1)?.cells).toEqual(['wx29999', '29999', ''])
}, 30_000)
