import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formerTokens } from '@/lib/audit/former-tokens'
import { canonical, type EventRow, rowHash, toEventRow } from '@/lib/audit/record'
import { searchTokens } from '@/lib/audit/search-tokens'

/** The rule, one value at a time. */
function slowly(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null'
  if (Array.isArray(value)) return `[${value.map(slowly).join(',')}]`
  const entries = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1))
  return `{${entries.map(([key, entry]) => `${JSON.stringify(key)}:${slowly(entry)}`).join(',')}}`
}

/** JSON as a database gives it back. */
const asRead = ({ before, after, detail, upstream }: EventRow) =>
  Object.fromEntries(
    Object.entries({ before, after, detail, upstream }).map(([key, text]) => [key, JSON.parse(String(text))]),
  )

describe('the hash of an event', () => {
  it('is what it was for logs written before', () => {
    const row = toEventRow(
      {
        phase: 'outcome',
        action: 'drama.grant',
        outcome: 'verified',
        actor: {
          type: 'person',
          id: 'p1',
          name: '运营\u0000甲',
          role: 'manager',
          sessionPrint: null,
          ip: null,
          userAgent: null,
        },
        target: { type: 'drama_grant', id: '10000037@wxbe9c', name: '《长夜归人》→ 星河剧场' },
        before: { state: 'granted', 9: 'nine', 10: 'ten' },
        after: { state: 'ended', list: ['b', 'a'], deep: [{ z: null, a: 1.5 }] },
        detail: { message: 'refused', rid: 'r-1', fields: [] },
        reason: '合同 HT-2026-118',
      },
      '01a21bf0-c145-76b8-a6cd-0f5104e6b79b',
    )
    expect(row.actor_name).toBe('运营\uFFFD甲')
    const read = { ...row, ...asRead(row) }
    expect(read.detail).toMatchObject({ message: 'refused' })
    expect(rowHash(read)).toBe(row.row_hash)
    const texts = [row.actor_name, row.target_name, row.target_id, row.reason, 'refused', 'r-1']
    const search_tokens = formerTokens(texts.join(' '))
    expect(rowHash({ ...read, search_tokens })).toBe('42af16ac0c7e5b66c7d7b62a1000a37c7948c72853a33cc83dde0a2c173c1569')
  })

  it('is taken over what a database can hold of it', () => {
    const half = 'a\ud83d b\ude00'
    const row = toEventRow({
      phase: 'note',
      action: 'audit.note',
      outcome: 'succeeded',
      actor: {
        type: 'person',
        id: 'p1',
        name: half,
        role: 'support',
        sessionPrint: null,
        ip: null,
        userAgent: `${'u'.repeat(299)}😀`,
      },
      target: { type: 'system', id: half, name: half },
      after: { [half]: [half, '😀', 'written \\ud83d and \\u0000', 'a\0\\\0'] },
      reason: half,
      operationId: '01A21BF0-C145-76B8-A6CD-0F5104E6B79B',
      itemId: '01A21BF0-c145-76b8-a6cd-0f5104e6b79c',
      connectionId: '01a21bf0-c145-76b8-a6cd-0f5104e6b79D',
    })
    const whole = 'a\uFFFD b\uFFFD'
    expect(row).toMatchObject({ actor_name: whole, target_id: whole, target_name: whole, reason: whole })
    expect(row.user_agent).toBe(`${'u'.repeat(299)}\uFFFD`)
    const read = { ...row, ...asRead(row) }
    expect(read.after).toEqual({ [whole]: [whole, '😀', 'written \\ud83d and \\u0000', 'a\uFFFD\\\uFFFD'] })
    for (const id of [row.operation_id, row.item_id, row.connection_id]) expect(id).toMatch(/^[0-9a-f-]{36}$/)
    expect(rowHash(read)).toBe(row.row_hash)
  })

  it('is taken over one text whatever is written', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => canonical(value) === slowly(value)))
  })
})

describe('the words of a text met again', () => {
  const words = ['运营', '营甲', 'ht-2026-118', 'ht', '2026', '118']

  it('are the same, each once', () => {
    for (let time = 0; time < 2; time += 1) expect(searchTokens(['运营甲', 'HT-2026-118', '运营甲'])).toEqual(words)
  })

  it('are the same after a thousand other texts', () => {
    for (let other = 0; other < 1_000; other += 1) searchTokens([`R-${other}`])
    expect(searchTokens(['运营甲 HT-2026-118'])).toEqual(words)
  })

  it('are as many as are asked for, and leave room for what was written', () => {
    const most = { named: 3, written: 2, characters: 100 }
    expect(searchTokens(['运营甲', 'HT-2026-118'], ['长安旧梦'], most)).toEqual([...words.slice(0, 3), '长安', '安旧'])
  })
})
