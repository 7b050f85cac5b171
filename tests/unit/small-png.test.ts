import { crc32, deflateSync, inflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { makeSmall } from '@/scripts/small-png'

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}

/** Rows of `#rrggbb`, each row already filtered: its first byte says how. */
function png(width: number, rows: readonly (readonly number[])[]): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(rows.length, 4)
  head.set([8, 2], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const data = deflateSync(Buffer.from(rows.flat()))
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))])
}

/** The colours of an indexed picture, row by row. */
function coloursOf(small: Buffer, width: number): string[][] {
  const parts = new Map<string, Buffer>()
  for (let at = 8; at < small.length; ) {
    const length = small.readUInt32BE(at)
    const type = small.toString('latin1', at + 4, at + 8)
    expect(small.readUInt32BE(at + 8 + length)).toBe(crc32(small.subarray(at + 4, at + 8 + length)))
    parts.set(type, small.subarray(at + 8, at + 8 + length))
    at += length + 12
  }
  const table = parts.get('PLTE') ?? Buffer.alloc(0)
  const rows = inflateSync(parts.get('IDAT') ?? Buffer.alloc(0))
  const colour = (place: number) => table.subarray(place * 3, place * 3 + 3).toString('hex')
  return Array.from({ length: rows.length / (width + 1) }, (_, y) =>
    [...rows.subarray(y * (width + 1) + 1, (y + 1) * (width + 1))].map(colour),
  )
}

describe('a smaller picture', () => {
  it('has the same colours whichever way a row was filtered', () => {
    const plain = [0, 10, 20, 30, 40, 50, 60]
    const left = [1, 10, 20, 30, 30, 30, 30]
    const up = [2, 0, 0, 0, 0, 0, 0]
    const middle = [3, 5, 10, 15, 15, 15, 15]
    const paeth = [4, 0, 0, 0, 0, 0, 0]
    const rows = coloursOf(makeSmall(png(2, [plain, left, up, middle, paeth])), 2)
    expect(rows).toEqual(Array.from({ length: 5 }, () => ['0a141e', '28323c']))
  })

  it('keeps a rare colour that nothing else is near to', () => {
    const greys = Array.from({ length: 400 }, (_, index) => [
      index % 250,
      index % 250,
      (index % 250) + (index >= 250 ? 1 : 0),
    ])
    const row = [0, ...greys.flat(), 200, 20, 20]
    const [colours = []] = coloursOf(makeSmall(png(401, [row])), 401)
    expect(colours.at(-1)).toBe('c81414')
    for (const [index, colour] of colours.slice(0, 400).entries())
      expect(Math.abs(Number.parseInt(colour.slice(0, 2), 16) - (greys[index]?.[0] ?? 0))).toBeLessThanOrEqual(2)
  })
})
