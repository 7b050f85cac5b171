import { describe, expect, it } from 'vitest'
import { listFields } from '@/lib/audit/changes-schema'
import { readCursor, writeCursor } from '@/lib/audit/cursor'
import { expandAction } from '@/lib/audit/filter'
import { readSummary } from '@/lib/audit/summary-schema'
import { toCsvCell, toCsvLine } from '@/lib/csv'

describe('cursor', () => {
  it('returns to the very event it was written from', () => {
    const event = { occurredAt: '2026-11-21T06:02:11.412Z', seq: '9007199254740995' }
    expect(readCursor(writeCursor(event))).toEqual({ at: new Date(event.occurredAt), seq: 9007199254740995n })
  })

  it.each(['', 'x', '1-', '-1', '1-1-1', "1-1'; drop", 'ZZ-1', '1'.repeat(40), null, undefined])(
    'refuses %s',
    (text) => {
      expect(readCursor(text)).toBeNull()
    },
  )
})

describe('action filter', () => {
  it('takes a family, an action, and nothing else', () => {
    expect(expandAction('drama.*')).toEqual([
      'drama.grant',
      'drama.revoke',
      'drama.replace',
      'drama.sync',
      'drama.export',
    ])
    expect(expandAction('drama.grant')).toEqual(['drama.grant'])
    for (const unknown of ['*', '.*', 'drama', 'drama.', 'dram.*', 'nothing.*'])
      expect(expandAction(unknown), unknown).toEqual([])
  })
})

describe('fields of two records', () => {
  it('flattens them, keeps secrets whole and marks what changed', () => {
    const before = {
      primary: { type: 'code', settings: { authCode: { secret: 'set', fingerprint: 'f1:a' }, hint: '请输入' } },
    }
    const after = {
      primary: { type: 'code', settings: { authCode: { secret: 'set', fingerprint: 'f1:b' }, hint: '请输入' } },
    }
    expect(listFields(before, after).map(({ path, isChanged }) => [path, isChanged])).toEqual([
      ['primary.type', false],
      ['primary.settings.authCode', true],
      ['primary.settings.hint', false],
    ])
  })

  it('looks into a record whose own fields are named like those of a value that stays whole', () => {
    const stream = { kind: 'webhook', name: '归档', isEnabled: true }
    expect(listFields(null, stream).map(({ path }) => path)).toEqual(['kind', 'name', 'isEnabled'])
    expect(listFields(stream, { ...stream, name: '备份' }).filter(({ isChanged }) => isChanged)).toEqual([
      { path: 'name', before: '归档', after: '备份', isChanged: true },
    ])
    const term = (days: number) => ({ term: { kind: 'days', days } })
    expect(listFields(term(7), term(30)).map(({ path }) => path)).toEqual(['term'])
  })

  it('shows what appears and what goes, and survives values that are no records', () => {
    expect(listFields(null, { expiresAt: 0 })).toEqual([
      { path: 'expiresAt', before: undefined, after: 0, isChanged: true },
    ])
    expect(listFields({ expiresAt: 5 }, null)).toEqual([
      { path: 'expiresAt', before: 5, after: undefined, isChanged: true },
    ])
    for (const odd of [null, 'text', 3, [1, 2]]) expect(listFields(odd, odd)).toEqual([])
  })
})

describe('summary of an operation', () => {
  it('reads seconds, zero and words as what they mean', () => {
    expect(readSummary({ expiresAt: 0 }).expiresAt).toBe('permanent')
    expect(readSummary({ expiresAt: 1806508740 }).expiresAt).toBe('2027-03-31T15:59:00.000Z')
    expect(readSummary({}).expiresAt).toBeNull()
    expect(readSummary({ expiresAt: 'soon' }).expiresAt).toBeNull()
    expect(readSummary('odd').dramas).toEqual({ count: 0, names: [] })
  })
})

describe('csv', () => {
  it.each(['=1+1', '+1', '-1', '@x', '\t=1', ' =1', '＝1', '\r=1'])('keeps %j from running as a formula', (text) => {
    expect(toCsvCell(text).replaceAll('"', '')).toMatch(/^'/)
  })

  it('quotes what would break a line, and leaves figures alone', () => {
    expect(toCsvLine(['a,b', 'say "hi"', 'two\nlines', -5, null])).toBe('"a,b","say ""hi""","two\nlines",-5,\r\n')
  })
})
