import { describe, expect, it } from 'vitest'
import { maskCode } from '@/lib/channels/mask-code'
import {
  checkWhitelistRow,
  memberKey,
  normaliseCode,
  whitelistColumns,
  whitelistSynonyms,
} from '@/lib/channels/whitelist-import-schema'
import type { Exchange, UpstreamErrorKind } from '@/lib/http'
import { hideInText, hidePersonal } from '@/lib/polyv/personal'
import { explainBatchRefusal } from '@/lib/polyv/whitelist-batch'
import { guessColumns } from '@/lib/sheets/columns-schema'
import { readSheet } from '@/lib/sheets/read-sheet'
import { encodeGbk } from '@/tests/gbk'

describe('a member code', () => {
  it.each([
    ['138 0001 0001', '13800010001'],
    ['138-0001-0001', '13800010001'],
    ['１３８０００１０００１', '13800010001'],
    ['+86 138 0001 0001', '13800010001'],
    ['＋８６－１３８－０００１－０００１', '13800010001'],
    ['0086 13800010001', '13800010001'],
    ['8613800010001', '13800010001'],
    ["'+8613800010001", '13800010001'],
    ['(138)00010001', '13800010001'],
    ['\u200b13800010001\u00a0', '13800010001'],
    ['+852 9123 4567', '+85291234567'],
    // Not a phone number: what stands between its parts belongs to it.
    ['VIP-2026-001', 'VIP-2026-001'],
    ['ＶＩＰ　００１', 'VIP 001'],
    ['2026-0012', '2026-0012'],
    ['86138', '86138'],
  ])('%j is stored as %j', (typed, stored) => {
    expect(normaliseCode(typed)).toBe(stored)
    expect(normaliseCode(stored)).toBe(stored)
  })

  it.each([
    ['', '', { code: 'required' }],
    [' - ', '甲', undefined],
    ['　', '甲', { code: 'required' }],
    ['码'.repeat(51), '甲', { code: 'tooLong' }],
    ['😀'.repeat(50), '甲', undefined],
    ['13800010001', '名'.repeat(51), { name: 'tooLong' }],
    ['13800010001', '', undefined],
  ])('%j named %j', (code, name, problems) => {
    expect(checkWhitelistRow({ code, name }).problems).toEqual(problems)
  })

  it.each([
    ['13800010001', '138****0001'],
    ['+85291234567', '+85****4567'],
    ['alice@example.com', 'ali****.com'],
    ['VIP-2026', 'VI****26'],
    ['VIP-01', 'V****1'],
    ['A1b2', 'A****'],
    ['甲乙', '****'],
    ['7', '****'],
    ['', '****'],
  ])('%j is shown as %j', (code, shown) => expect(maskCode(code)).toBe(shown))

  it('shows at most half of any code', () => {
    for (let length = 1; length <= 50; length += 1) {
      const code = Array.from({ length }, (_, index) => String.fromCharCode(0x4e00 + index)).join('')
      const shown = [...maskCode(code)].filter((letter) => letter !== '*').length
      expect(shown * 2).toBeLessThanOrEqual(length)
    }
  })

  it('means the same member in either case', () => expect(memberKey('aB1')).toBe(memberKey('Ab1')))
})

describe('a list as a spreadsheet on a Chinese Windows writes it', () => {
  it('is read from GBK, its columns found, its rows mended or told', async () => {
    const text = '昵称（备注）,手机号\r\n林知夏,１３８ ０００１ ０００１\r\n周宁,+86-13800010002\r\n,=1+1\r\n吴帆,\r\n'
    const reading = await readSheet(encodeGbk(text))
    if (!reading.ok) throw new Error(reading.problem)
    const { columns, rows, encoding } = reading.content
    expect(encoding).toBe('gb18030')
    const fields = whitelistColumns.map((key) => ({ key, synonyms: whitelistSynonyms[key] }))
    const mapping = guessColumns(columns, fields)
    expect(mapping).toEqual({ code: 1, name: 0 })
    const checked = rows.map(({ cells }) => checkWhitelistRow({ code: cells[1] ?? '', name: cells[0] ?? '' }))
    expect(checked.slice(0, 2).map(({ value }) => value)).toEqual([
      { code: '13800010001', name: '林知夏' },
      { code: '13800010002', name: '周宁' },
    ])
    expect(checked.at(-1)?.problems).toEqual({ code: 'required' })
  })
})

const refusal = (kind: UpstreamErrorKind, httpStatus: number, errcode: string | null, errmsg: string) => ({
  kind,
  exchange: { httpStatus, errcode, errmsg } as Exchange,
})

describe('a refused batch', () => {
  it.each([
    ['malformed', 404, null, 'HTTP 404, unreadable body', 'absent'],
    ['malformed', 405, null, 'HTTP 405, unreadable body', 'absent'],
    ['ambiguous', 501, null, 'HTTP 501', 'absent'],
    ['refused', 200, '500', 'illegal operation', 'absent'],
    ['refused', 200, '500', 'access forbidden', 'absent'],
    ['refused', 200, '400', 'this api is not supported', 'absent'],
    ['malformed', 413, null, 'HTTP 413, unreadable body', 'size'],
    ['refused', 200, '400', 'param length is incorrect: whiteLists', 'size'],
    ['refused', 200, '400', 'too many rows', 'size'],
    ['refused', 200, '400', 'whitelist validate error', 'rows'],
    ['refused', 200, '400', 'param validate error', 'rows'],
    ['refused', 200, '400', 'number range error', 'rows'],
    // Nobody knows whether these were carried out.
    ['ambiguous', 502, null, 'HTTP 502', null],
    ['malformed', 200, null, 'HTTP 200, unreadable body', null],
    ['ambiguous', 200, '500', 'undefined error', null],
    // About the account, the channel or the moment.
    ['refused', 200, '400', 'invalid signature.', null],
    ['refused', 200, '404', 'channel not found.', null],
    ['refused', 200, '400', 'qps exceeds number of calls', null],
  ] as const)('%s, HTTP %i, %s “%s”: %s', (kind, status, code, message, meaning) => {
    expect(explainBatchRefusal(refusal(kind, status, code, message))).toBe(meaning)
  })
})

describe('an answer that repeats a person', () => {
  it('loses the person, and nothing it is understood by', () => {
    const answer = { code: 400, status: '13800010001', message: 'duplicate: 13800010001 林知夏', data: ['13800010001'] }
    expect(hidePersonal(answer, ['13800010001', '林知夏2号', '林知夏'])).toEqual({
      code: 400,
      status: '13800010001',
      message: 'duplicate: [personal] [personal]',
      data: ['[personal]'],
    })
    expect(hideInText('param validate error 1', ['error', 'p', '1', '夏'])).toBe('param validate error 1')
    expect(hideInText('VIP-0118 林', ['VIP-0118', '林'])).toBe('[personal] 林')
  })
})
