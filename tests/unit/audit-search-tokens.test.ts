import { describe, expect, it } from 'vitest'
import { formerTokens } from '@/lib/audit/former-tokens'
import { toEventRow } from '@/lib/audit/record'
import { askedFor, searchTokens } from '@/lib/audit/search-tokens'

/** As the statement asks: all tokens, and each piece somewhere among them. */
function finds(stored: readonly string[], text: string): boolean {
  const { tokens, pieces, former } = askedFor(text)
  const has = (wanted: readonly string[]) => wanted.length > 0 && wanted.every((token) => stored.includes(token))
  return (has(tokens) && pieces.every((piece) => stored.join(' ').includes(piece))) || (former !== null && has(former))
}

describe('a text is found', () => {
  it.each([
    ['see ticket 5521.', '5521'],
    ['the change was approved.', 'approved'],
    ['see R-2041.', 'R-2041'],
    ['see R-2041.', '2041'],
    ['channel 7983898: open', '7983898'],
    ['rid: 6543f3-0d2c-11', 'rid'],
    ['ops@qinyin.test', 'qinyin.test'],
    ['合同 HT-2026-118', 'HT-2026'],
    ['until 2026-11-21T14:02', '2026-11-21'],
    ['until 2026-11-21T14:02', '2026-11-21T14:02'],
    ['rid:6543f3-0d2c-11', '6543f3-0d2c-11'],
    ['S级合约', 'S级'],
    ['VIP会员夜', 'VIP会'],
    ['长安第3集', '第3集'],
    ['重生之80年代', '80年'],
    ['重生之80年代', '80年代'],
    ['テスト公開', 'テスト'],
    ['テストドラマ', 'ドラマ'],
    ['Привет, мир', 'привет'],
    ['Café Über', 'café über'],
    ['甲', '甲'],
    ['ends on “甲”.', '甲'],
  ])('%j by %j', (stored, text) => expect(finds(searchTokens([], [stored]), text)).toBe(true))

  it.each([
    ['118 of HT 2026', 'HT-2026-118'],
    ['2026, 11 and 21', '2026-11-21'],
    ['S 与合约', 'S级'],
    ['3 集数', '第3集'],
    ['HT-2026-118', 'HT-2026-119'],
    ['привет', 'мир'],
  ])('%j not by %j', (stored, text) => expect(finds(searchTokens([], [stored]), text)).toBe(false))

  it.each([
    'see ticket 5521.',
    'see R-2041.',
    'rid: 6543f3-0d2c-11',
    'ops@qinyin.test HT-2026-118',
    'S级合约 第3集',
    'café テスト公開',
    'R-12',
    '甲 乙',
    `x${'y'.repeat(80)}-${'z'.repeat(30)}`,
  ])('%j where it was written with the words of before', (text) => expect(finds(formerTokens(text), text)).toBe(true))

  it('by part of an id written with the words of before', () => {
    const stored = formerTokens('合同 HT-2026-118 rid:6543f3-0d2c-11')
    expect(finds(stored, 'HT-2026')).toBe(true)
    expect(finds(stored, '6543f3-0d2c-11')).toBe(true)
  })

  it('by nothing without a letter, and by one character only where it stands alone', () => {
    for (const text of ['🎬', '—— …', '%', '']) expect(askedFor(text).tokens, text).toEqual([])
    expect(askedFor('长')).toMatchObject({ tokens: ['长'], isShort: true })
    expect(askedFor('S级').isShort).toBe(false)
  })
})

it('an event with a long reason and many names is found by its ids, its names and the end of the reason', () => {
  const reason = Array.from({ length: 500 }, (_, at) => String.fromCodePoint(0x4e00 + 7 * at)).join('')
  const names = Array.from({ length: 40 }, (_, at) => `长安旧梦之${String.fromCodePoint(0x5000 + at)}归人传`)
  const row = toEventRow({
    phase: 'requested',
    action: 'drama.grant',
    outcome: 'pending',
    actor: { type: 'person', id: 'p', name: '运营甲', role: 'manager', sessionPrint: null, ip: null, userAgent: null },
    target: { type: 'operation', id: 'o', name: 'R-12' },
    requestId: '0195c9a1-7b3c-7def-8abc-012345678912',
    reason,
    detail: { dramaNames: names, licenseeNames: ['星河剧场'], operationNumber: 'R-12' },
  })
  const stored = row.search_tokens as string[]
  for (const text of [
    'R-12',
    '0195c9a1-7b3c-7def-8abc-012345678912',
    '星河剧场',
    ...names,
    reason.slice(0, 9),
    reason.slice(-9),
  ])
    expect(finds(stored, text), text).toBe(true)
})
