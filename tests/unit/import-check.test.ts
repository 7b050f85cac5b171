import { describe, expect, it } from 'vitest'
import { checkOne, editCell, refuseRepeats } from '@/components/import/check-rows'
import type { RowCheck } from '@/components/import/import-field'
import { checkLicenseeRow, type ImportKey, importKeys } from '@/lib/licensees/import-schema'
import type { SheetRow } from '@/lib/sheets/schema'

type Key = 'id' | 'name'
const checking = {
  fields: [
    { key: 'id', label: '编号', synonyms: [] },
    { key: 'name', label: '名称', synonyms: [] },
  ] as { key: Key; label: string; synonyms: string[] }[],
  mapping: { id: 1, name: null } as Record<Key, number | null>,
  checkRow: (values: Record<Key, string>): RowCheck<Key, string> =>
    values.id === '' ? { problems: { id: '必填' } } : { value: values.id },
  sayProblem: (problem: string) => `(${problem})`,
}
const row = (line: number, ...cells: string[]): SheetRow => ({ line, cells })

describe('one row', () => {
  it('is read through the mapping, and a field without a column is empty', () => {
    expect(checkOne(row(2, 'x', '7'), checking)).toMatchObject({
      values: { id: '7', name: '' },
      value: '7',
      problems: {},
    })
  })

  it('is refused for what reading found in a column that is used, and only there', () => {
    const formula = { ...row(2, 'x', '7'), problems: { 1: 'formula' as const } }
    expect(checkOne(formula, checking)).toMatchObject({ value: null, problems: { id: '(formula)' } })
    const elsewhere = { ...row(2, '=x', '7'), problems: { 0: 'formula' as const } }
    expect(checkOne(elsewhere, checking).value).toBe('7')
  })

  it('is refused whole when its cells may have moved', () => {
    const checked = checkOne({ ...row(2, 'x', '7'), hasExtraCells: true }, checking)
    expect(checked).toMatchObject({ value: null, rowProblem: '(extraCells)', problems: {} })
  })

  it('is as good as new after its bad cell was typed anew', () => {
    const bad: SheetRow = { ...row(2, 'x', '=1'), problems: { 0: 'garbled', 1: 'formula' }, hasExtraCells: true }
    const mended = editCell(bad, 1, '8')
    expect(mended).toEqual({ line: 2, cells: ['x', '8'], problems: { 0: 'garbled' } })
    expect(checkOne(mended, checking).value).toBe('8')
    expect(bad.cells).toEqual(['x', '=1'])
  })
})

it('of rows that repeat one another the first stands, and each later one names it', () => {
  const rows = [row(2, '', '7'), row(3, '', ''), row(4, '', '7'), row(5, '', '8'), row(6, '', '7')]
  const checked = refuseRepeats(
    rows.map((entry) => checkOne(entry, checking)),
    (value) => value,
    'id',
    (line) => `与第 ${line} 行重复`,
  )
  expect(checked.map(({ value }) => value)).toEqual(['7', null, null, '8', null])
  expect(checked.map(({ problems }) => problems.id)).toEqual([
    undefined,
    '必填',
    '与第 2 行重复',
    undefined,
    '与第 2 行重复',
  ])
})

describe('a row of licensees', () => {
  const raw = (more: Partial<Record<ImportKey, string>>) =>
    ({ ...Object.fromEntries(importKeys.map((key) => [key, ''])), appid: 'wx0123456789abcdef', ...more }) as Record<
      ImportKey,
      string
    >

  it('is brought to how it is stored', () => {
    const given = raw({
      appid: 'ＷＸ０１２３ 456789abcdef',
      name: ' 星河（杭州） ',
      contractEndsOn: '2027.3.31',
      tags: '重点，华东 重点',
    })
    expect(checkLicenseeRow(given).value).toMatchObject({
      appid: 'wx0123456789abcdef',
      name: '星河（杭州）',
      contractEndsOn: '2027-03-31',
      tags: ['重点', '华东'],
    })
  })

  it.each([
    [{ appid: '' }, { appid: 'required' }],
    [{ appid: 'wx0123456789abcdeg' }, { appid: 'appid' }],
    [
      { name: '长'.repeat(61), contractEndsOn: '3/4/2027' },
      { name: 'tooLong', contractEndsOn: 'ambiguousDate' },
    ],
    [
      { contractEndsOn: '2027-02-30', tags: '标'.repeat(21) },
      { contractEndsOn: 'badDate', tags: 'tags' },
    ],
  ] as [Partial<Record<ImportKey, string>>, object][])('is refused for %j', (more, problems) => {
    expect(checkLicenseeRow(raw(more)).problems).toEqual(problems)
  })
})
