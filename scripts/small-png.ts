import { crc32, deflateSync, inflateSync } from 'node:zlib'

/** So many colours of the largest extent are in the table in any case; the rest of it is chosen by what it mends most. */
const EXACT = 96
const MOST = 256

/**
 * The same picture with a table of 256 colours, a third of the size. Paper, ink and every other colour of some extent
 * stays exactly what it is; what changes, by a hair, is the rarest of the edges of letters.
 * @param png as Chromium takes a screenshot: 8 bits, no transparency, not interlaced.
 */
export function makeSmall(png: Buffer): Buffer {
  const { width, height, pixels } = readPixels(png)
  const counts = new Map<number, number>()
  for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1)
  const table = chooseColours(counts)
  const places = new Map([...counts.keys()].map((colour) => [colour, nearest(table, colour)]))
  const rows = Buffer.alloc((width + 1) * height)
  pixels.forEach((pixel, index) => {
    rows[Math.floor(index / width) * (width + 1) + 1 + (index % width)] = places.get(pixel) ?? 0
  })
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 3], 8)
  return Buffer.concat([
    png.subarray(0, 8),
    chunk('IHDR', head),
    chunk('PLTE', Buffer.from(table.flatMap((colour) => channels(colour)))),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

const channels = (colour: number): [number, number, number] => [colour >> 16, (colour >> 8) & 255, colour & 255]
const toColour = ([red = 0, green = 0, blue = 0]: readonly number[]): number => (red << 16) | (green << 8) | blue

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data])
  const framed = Buffer.alloc(body.length + 8)
  framed.writeUInt32BE(data.length, 0)
  framed.set(body, 4)
  framed.writeUInt32BE(crc32(body), body.length + 4)
  return framed
}

function readPixels(png: Buffer): { width: number; height: number; pixels: Uint32Array } {
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)]
  const bytes = png[25] === 6 ? 4 : 3
  const parts: Buffer[] = []
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at)
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') parts.push(png.subarray(at + 8, at + 8 + length))
    at += length + 12
  }
  const packed = inflateSync(Buffer.concat(parts))
  const pixels = new Uint32Array(width * height)
  let above = new Uint8Array(width * bytes)
  for (let y = 0; y < height; y += 1) {
    const start = y * (width * bytes + 1)
    const row = unfilter(packed[start] ?? 0, packed.subarray(start + 1, start + 1 + width * bytes), above, bytes)
    for (let x = 0; x < width; x += 1) pixels[y * width + x] = toColour([...row.subarray(x * bytes, x * bytes + 3)])
    above = row
  }
  return { width, height, pixels }
}

/** Undoes what a row of a PNG was filtered with. */
function unfilter(filter: number, row: Uint8Array, above: Uint8Array, bytes: number): Uint8Array<ArrayBuffer> {
  const plain = new Uint8Array(row.length)
  for (let index = 0; index < row.length; index += 1) {
    const left = plain[index - bytes] ?? 0
    const up = above[index] ?? 0
    const corner = index < bytes ? 0 : (above[index - bytes] ?? 0)
    const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter] ?? 0
    plain[index] = (row[index] ?? 0) + guess
  }
  return plain
}

function paeth(left: number, up: number, corner: number): number {
  const [toLeft, toUp, toCorner] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)]
  if (toLeft <= toUp && toLeft <= toCorner) return left
  return toUp <= toCorner ? up : corner
}

/** First paper, ink and the like; then, one by one, the colour that is worst served so far. */
function chooseColours(counts: ReadonlyMap<number, number>): number[] {
  const byExtent = [...counts].sort(([, a], [, b]) => b - a)
  const table = byExtent.slice(0, EXACT).map(([colour]) => colour)
  const others = byExtent.slice(EXACT).map(([colour, count]) => {
    const served = table[nearest(table, colour)] ?? 0
    return { colour, count, distance: distanceOf(colour, served) }
  })
  while (table.length < MOST && others.length > 0) {
    const worst = others.reduce((one, other) => (costOf(other) > costOf(one) ? other : one))
    if (worst.distance === 0) break
    table.push(worst.colour)
    for (const other of others) other.distance = Math.min(other.distance, distanceOf(other.colour, worst.colour))
  }
  return table
}

const costOf = ({ count, distance }: { count: number; distance: number }): number => count * distance

function distanceOf(one: number, other: number): number {
  const [[r1, g1, b1], [r2, g2, b2]] = [channels(one), channels(other)]
  return (r1 - r2) ** 2 + (g1 - g2) ** 2 + (b1 - b2) ** 2
}

function nearest(table: readonly number[], colour: number): number {
  let best = 0
  let bestDistance = Number.POSITIVE_INFINITY
  table.forEach((other, index) => {
    const distance = distanceOf(other, colour)
    if (distance < bestDistance) [best, bestDistance] = [index, distance]
  })
  return best
}
