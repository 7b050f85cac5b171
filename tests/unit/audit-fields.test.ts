import { expect, it } from 'vitest'
import { Fields } from '@/lib/audit/fields'

const FIRST = BigInt(Date.UTC(2000, 0, 1))

/** A row of one field of eight bytes, as PostgreSQL sends it. */
function rowOf(value: bigint): Fields {
  const bytes = Buffer.alloc(14)
  bytes.writeInt16BE(1)
  bytes.writeInt32BE(8, 2)
  bytes.writeBigInt64BE(value, 6)
  return new Fields(bytes).take()
}

it.each([
  '2000-01-01T00:00:00.000Z',
  '1969-12-31T23:59:59.999Z',
  '2026-11-27T08:00:00.007Z',
  '2026-11-27T08:00:59.999Z',
  '2026-11-27T08:01:00.000Z',
  '9999-12-31T23:59:59.999Z',
])('reads the time %s', (at) => {
  expect(rowOf((BigInt(Date.parse(at)) - FIRST) * 1_000n).time).toBe(at)
})

it('reads a time without end as one that no event has', () => {
  for (const infinity of [2n ** 63n - 1n, -(2n ** 63n)]) expect(rowOf(infinity).time).toMatch(/^[+-]2\d{5}-/)
})

it.each([0, -1, 2 ** 31, -(2 ** 40), Number.MAX_SAFE_INTEGER])('reads the number %d', (value) => {
  expect(rowOf(BigInt(value)).bigint).toBe(value)
})
