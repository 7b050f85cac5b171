import { describe, expect, it } from 'vitest'
import { readSheet } from '@/lib/sheets/read-sheet'
import type { SheetContent, SheetReading } from '@/lib/sheets/schema'
import { encodeGbk } from '@/tests/gbk'

const utf8 = (text: string) => new TextEncoder().encode(text)
const utf16 = (text: string, mark: boolean) => Buffer.from((mark ? '\ufeff' : '') + text, 'utf16le')

async function read(bytes: Uint8Array): Promise<SheetContent> {
  const reading = await readSheet(bytes)
  if (!reading.ok) throw new Error(reading.problem)
  return reading.content
}
const cellsOf = (content: SheetContent) => content.rows.map(({ cells }) => cells)
const problemOf = (reading: SheetReading) => (reading.ok ? null : reading.problem)

const text =
  'AppID,名称,合同\r\nwx1a2b3c4d5e6f7a8b,星河短剧,"杭州星河文化传媒（有限）公司"\r\nwx1a2b3c4d5e6f7a8c,山海剧场,HT-2026-118\r\n'
const expected = [
  ['wx1a2b3c4d5e6f7a8b', '星河短剧', '杭州星河文化传媒（有限）公司'],
  ['wx1a2b3c4d5e6f7a8c', '山海剧场', 'HT-2026-118'],
]

describe('encodings', () => {
  it.each([
    ['GBK as Excel writes it on a Chinese Windows', encodeGbk(text), 'gb18030'],
    ['UTF-8 without a mark', utf8(text), 'utf-8'],
    ['UTF-8 with a mark', utf8(`\ufeff${text}`), 'utf-8'],
    ['UTF-16 with a mark', utf16(text, true), 'utf-16le'],
    ['UTF-16 without a mark', utf16(text, false), 'utf-16le'],
    ['UTF-16, the other way round', Buffer.from(utf16(text, true)).swap16(), 'utf-16be'],
  ])('%s', async (_, bytes, encoding) => {
    const content = await read(bytes)
    expect(content.encoding).toBe(encoding)
    expect(content.columns).toEqual(['AppID', '名称', '合同'])
    expect(cellsOf(content)).toEqual(expected)
  })

  it('marks a cell that was garbled before it came here', async () => {
    expect((await read(utf8('id,名称\n1,\ufffd\ufffd短剧\n'))).rows[0]?.problems).toEqual({ 1: 'garbled' })
  })
})

describe('separators and quotes', () => {
  it.each([
    ['comma', ','],
    ['tab', '\t'],
    ['semicolon', ';'],
  ])('%s', async (_, mark) => {
    const content = await read(utf8(`a${mark}b${mark}c\n1${mark}x y${mark}3\n4${mark}z${mark}6\n`))
    expect(cellsOf(content)).toEqual([
      ['1', 'x y', '3'],
      ['4', 'z', '6'],
    ])
  })

  it('takes the separator a file names in its first line, and counts that line', async () => {
    const content = await read(utf8('sep=;\na;b\n1,5;2\n'))
    expect(content.rows).toEqual([{ line: 3, cells: ['1,5', '2'] }])
  })

  it('does not split at a full-width comma', async () => {
    expect(cellsOf(await read(utf8('id,备注\n1,华东，重点\n')))).toEqual([['1', '华东，重点']])
  })

  it('keeps quotes, separators and line breaks inside quotes', async () => {
    expect(cellsOf(await read(utf8('id,备注\r\n1,"他说 ""好"", 然后\r\n走了"\r\n')))).toEqual([
      ['1', '他说 "好", 然后\r\n走了'],
    ])
  })

  it('refuses a file whose quote never closes, and says where', async () => {
    expect(await readSheet(utf8('id,名称\n1,a\n2,"b\n3,c\n4,d\n'))).toEqual({
      ok: false,
      problem: 'unclosedQuote',
      line: 3,
    })
  })

  it('says which rows hold more than the heading names: their values may have moved', async () => {
    const content = await read(utf8('id,名称\n1,a\n2,b,c\n3,d,\n'))
    expect(content.rows.map(({ hasExtraCells = false }) => hasExtraCells)).toEqual([false, true, false])
  })

  it('numbers lines as a spreadsheet does, blank ones counted and left out', async () => {
    expect((await read(utf8('id,名称\n\n1,a\n,\n2,b\n\n'))).rows.map(({ line }) => line)).toEqual([3, 5])
  })
})

describe('what stands in a cell', () => {
  it('takes away spaces around it, full-width and zero-width ones too', async () => {
    expect(cellsOf(await read(utf8('id,名称\n\u3000 1\u00a0,星\u200b河\ufeff \n')))).toEqual([['1', '星河']])
  })

  it('refuses formulas, and takes the text that ="…" keeps', async () => {
    const content = await read(utf8('id,a,b,c\n1,=A1+B1,＝1+1,"=""00123"""\n2,@SUM(A1),+86 138,-\n'))
    expect(content.rows[0]).toMatchObject({
      cells: ['1', '=A1+B1', '＝1+1', '00123'],
      problems: { 1: 'formula', 2: 'formula' },
    })
    expect(content.rows[1]).toEqual({ line: 3, cells: ['2', '@SUM(A1)', '+86 138', '-'], problems: { 1: 'formula' } })
  })

  it('reads back what our own export made safe', async () => {
    expect(cellsOf(await read(utf8("id,名称\n1,'=SUM(A1)\n2,'-5\n3,it's\n")))).toEqual([
      ['1', '=SUM(A1)'],
      ['2', '-5'],
      ['3', "it's"],
    ])
  })

  it('refuses a number that a spreadsheet has already rounded', async () => {
    expect((await read(utf8('id,名称\n1.23457E+17,a\n'))).rows[0]?.problems).toEqual({ 0: 'lostDigits' })
  })
})

describe('headings', () => {
  it('passes over a title that stands above them', async () => {
    const content = await read(utf8('2026 年被授权方一览,,\n,,\nAppID,名称,合同\nwx1a2b3c4d5e6f7a8b,a,b\n'))
    expect(content).toMatchObject({ headingLine: 3, columns: ['AppID', '名称', '合同'] })
    expect(content.rows.map(({ line }) => line)).toEqual([4])
  })

  it('finds none where the first row already is data', async () => {
    const content = await read(utf8('wx1a2b3c4d5e6f7a8b,星河\nwx1a2b3c4d5e6f7a8c,山海\n'))
    expect(content).toMatchObject({ headingLine: null, columns: ['', ''] })
    expect(content.rows.map(({ line }) => line)).toEqual([1, 2])
  })

  it('reads a list of one column', async () => {
    const content = await read(utf8('AppID\nwx1a2b3c4d5e6f7a8b\n'))
    expect(content).toMatchObject({ columns: ['AppID'], rows: [{ line: 2, cells: ['wx1a2b3c4d5e6f7a8b'] }] })
  })
})

describe('files that are refused whole', () => {
  it.each([
    ['nothing', utf8(''), 'empty'],
    ['blank lines', utf8('\n ,\n\n'), 'empty'],
    ['a heading alone', utf8('AppID,名称\n'), 'noRows'],
    ['a workbook from before 2007', Buffer.from('d0cf11e0a1b11ae1000000', 'hex'), 'oldExcel'],
    ['a web page that calls itself a workbook', utf8('<html><table><tr><td>1</td></tr></table></html>'), 'oldExcel'],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452000000010203ff', 'hex'), 'notASheet'],
    ['a broken zip', Buffer.from('504b0304ffffffff', 'hex'), 'unreadable'],
    ['50,001 rows', utf8(`id,名称\n${'1,a\n'.repeat(50_001)}`), 'tooManyRows'],
    ['300,000 rows', utf8(`id\n${'1\n'.repeat(300_000)}`), 'tooManyRows'],
    ['more than 10 MB', Buffer.alloc(10 * 1024 * 1024 + 1, 'a'), 'tooLarge'],
    ['101 columns', utf8(`${'a,'.repeat(100)}b\n${'1,'.repeat(100)}2\n`), 'tooManyColumns'],
  ])('%s', async (_, bytes, problem) => {
    expect(problemOf(await readSheet(bytes))).toBe(problem)
  })
})

it('reads 50,000 rows', async () => {
  const body = Array.from(
    { length: 50_000 },
    (_, index) => `wx${String(index).padStart(16, '0')},公司${index},2027-03-31`,
  )
  const content = await read(encodeGbk(`AppID,名称,到期\r\n${body.join('\r\n')}\r\n`))
  expect(content.rows).toHaveLength(50_000)
  expect(content.rows.at(-1)).toEqual({ line: 50_001, cells: ['wx0000000000049999', '公司49999', '2027-03-31'] })
})
