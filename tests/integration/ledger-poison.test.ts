import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { LedgerItem } from '@/lib/operations/driver'
import { type Ledger, openLedger } from './ledger-fixture'

let ledger: Ledger
beforeAll(async () => {
  ledger = await openLedger()
})
afterAll(() => ledger.close())

let fresh = 0
const targets = (count: number) =>
  Array.from({ length: count }, () => {
    fresh += 1
    return `drama:${fresh}@wx`
  })

/** Throws for one target what nobody catches, `times` times. */
function spoil(method: 'recheck' | 'send' | 'readBack', target: string, times = Number.POSITIVE_INFINITY): () => void {
  const { driver } = ledger.upstream
  const original = driver[method]
  let left = times
  const wrapped = (...parameters: unknown[]) => {
    const items = parameters.at(-1) as LedgerItem[]
    if (left > 0 && items.some((item) => item.targetId === target)) {
      left -= 1
      throw new TypeError('not a grant')
    }
    return (original as (...all: unknown[]) => unknown)(...parameters)
  }
  Object.assign(driver, { [method]: wrapped })
  return () => Object.assign(driver, { [method]: original })
}

let restore = () => {}
afterEach(() => restore())

describe('an item our own code cannot handle', () => {
  it('before it is sent: is put aside after three tries and never sent; the others are verified', async () => {
    const [first = '', poison = '', third = ''] = targets(3)
    restore = spoil('recheck', poison)
    const id = await ledger.start([first, poison, third])
    await ledger.runToEnd(id)
    const { verdict, items } = await ledger.verdictOf(id)
    expect(verdict).toBe('partial')
    expect(items).toMatchObject([
      { verdict: 'verified' },
      { verdict: 'failed', cause: 'not_sent', code: 'internal_error' },
      { verdict: 'verified' },
    ])
    expect(ledger.upstream.sent.flat().filter((target) => target === poison)).toEqual([])
    expect(
      await ledger.sql('select attempts from operation_item where operation_id = $1 and target_id = $2', [id, poison]),
    ).toEqual([{ attempts: 2 }])
  })

  it('after it was sent: is for a person to look at; the others are verified and the operation ends', async () => {
    const [first = '', poison = '', third = ''] = targets(3)
    restore = spoil('readBack', poison)
    const id = await ledger.start([first, poison, third])
    await ledger.runToEnd(id)
    const { verdict, items } = await ledger.verdictOf(id)
    expect(verdict).toBe('unknown')
    expect(items).toMatchObject([
      { verdict: 'verified' },
      { verdict: 'unknown', cause: 'internal_error' },
      { verdict: 'verified' },
    ])
    expect(ledger.upstream.held.get(poison)).toBe(1)
  })

  it('once while sending: nobody knows, so it is read back before it goes again, alone', async () => {
    const [first = '', shaky = ''] = targets(2)
    restore = spoil('send', shaky, 1)
    const before = ledger.upstream.sent.length
    const id = await ledger.start([first, shaky])
    await ledger.runToEnd(id)
    expect((await ledger.verdictOf(id)).items.map((item) => item.verdict)).toEqual(['verified', 'verified'])
    expect(ledger.upstream.sent.slice(before)).toEqual([[first], [shaky]])
    const calls = await ledger.sql('select state from operation_call where operation_id = $1 order by number', [id])
    expect(calls).toEqual([{ state: 'unknown' }, { state: 'answered' }, { state: 'answered' }])
  })

  it('each time it is sent: fails after three tries without taking the others with it', async () => {
    const [first = '', poison = ''] = targets(2)
    restore = spoil('send', poison)
    const id = await ledger.start([first, poison])
    await ledger.runToEnd(id)
    expect((await ledger.verdictOf(id)).items).toMatchObject([
      { verdict: 'verified' },
      { verdict: 'failed', cause: 'proven_absent', code: 'internal_error' },
    ])
  })
})

it('a database that is away for a moment is no fault of an item', async () => {
  const { isolate } = await import('@/lib/operations/poison')
  const away = Object.assign(new Error('the database system is shutting down'), { code: '57P03' })
  await expect(isolate([{ id: 'a' }, { id: 'b' }] as never, () => Promise.reject(away))).rejects.toBe(away)
})
