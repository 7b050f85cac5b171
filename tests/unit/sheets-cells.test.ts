import { describe, expect, it } from 'vitest'
import { cleanId, cleanText, readDate } from '@/lib/sheets/cells-schema'
import { guessColumns } from '@/lib/sheets/columns-schema'
import { columnLetter } from '@/lib/sheets/schema'

describe('dates', () => {
  it.each([
    '2027-03-31',
    '2027/3/31',
    '2027.3.31',
    '2027年3月31日',
    '20270331',
    ' ２０２７／０３／３１ ',
    '2027 年 3 月 31 日',
    '2027年03月31',
  ])('%s is 31 March', (text) => {
    expect(readDate(text)).toEqual({ date: '2027-03-31', time: null })
  })

  it.each([
    ['2027-03-31 18:00', '18:00:00'],
    ['2027/3/31 8:05:09', '08:05:09'],
    ['2027年3月31日18:00', '18:00:00'],
    ['2027-03-31T18:00:00.000', '18:00:00'],
  ])('%s has a time', (text, time) => {
    expect(readDate(text)).toEqual({ date: '2027-03-31', time })
  })

  it.each(['31/03/2027', '03/04/2027', '3.4.2027', '03-04-27'])('%s could be two days', (text) => {
    expect(readDate(text)).toEqual({ problem: 'ambiguousDate' })
  })

  it.each(['2027-02-29', '2027-13-01', '2027-3/31', '20271332', '46477', '明年', '2027-03-31 25:00', '0027-03-31'])(
    '%s is no date',
    (text) => {
      expect(readDate(text)).toEqual({ problem: 'badDate' })
    },
  )
})

describe('ids', () => {
  it('loses spaces, full-width twins and invisible characters', () => {
    expect(cleanId('\u3000ｗｘ１a2b 3c4d\u200b5e6f7a8b\ufeff')).toBe('wx1a2b3c4d5e6f7a8b')
  })

  it('leaves full-width signs in names alone', () => {
    expect(cleanText(' 星河（杭州）\u00a0')).toBe('星河（杭州）')
  })
})

describe('columns', () => {
  const fields = [
    { key: 'appid', synonyms: ['AppID', '小程序ID'] },
    { key: 'name', synonyms: ['名称', '被授权方', 'name'] },
    { key: 'ends', synonyms: ['合同到期', '到期', 'end date'] },
    { key: 'contract', synonyms: ['合同编号', '合同', 'contract no'] },
  ] as const

  it('finds them by what people call them', () => {
    expect(guessColumns(['序号', '被授权方 *', '小程序 id', '合同编号', '到期'], fields)).toEqual({
      appid: 2,
      name: 1,
      ends: 4,
      contract: 3,
    })
  })

  it('finds them inside longer headings, each column once', () => {
    expect(guessColumns(['对方AppID（必填）', '合同到期日', '合同编号（我方）'], fields)).toEqual({
      appid: 0,
      name: null,
      ends: 1,
      contract: 2,
    })
  })

  it('calls a column what the spreadsheet calls it', () => {
    expect([0, 25, 26, 27, 701, 702].map(columnLetter)).toEqual(['A', 'Z', 'AA', 'AB', 'ZZ', 'AAA'])
  })
})
