import 'server-only'
import { Readable } from 'node:stream'
import { crc32, createDeflateRaw } from 'node:zlib'

type ZipPart = { name: string; content: AsyncIterable<string> | Iterable<string> }

type Written = { name: Buffer; crc: number; packed: number; size: number; offset: number }

const VERSION = 20
/** Sizes follow the content, names are UTF-8. */
const FLAGS = 0x0808
const DEFLATED = 8
/** 1 January 1980, the first day the format knows: a file says nothing about when it was made. */
const FIRST_DAY = 0x0021

/** The format writes sizes and places with 32 bits. */
const MOST_BYTES = 2 ** 32 - 1

/** There is more to be written than a zip file of this kind can hold. */
export class ZipTooLarge extends Error {
  constructor() {
    super('the file would be larger than its format can hold')
  }
}

/** A zip file made while it is read: memory holds one chunk and the table of contents, whatever its size. */
export async function* zipStream(parts: Iterable<ZipPart>, mostBytes = MOST_BYTES): AsyncGenerator<Uint8Array> {
  const written: Written[] = []
  let offset = 0
  for (const part of parts) {
    const entry: Written = { name: Buffer.from(part.name), crc: 0, packed: 0, size: 0, offset }
    const head = localHeader(entry)
    yield head
    for await (const chunk of deflate(part.content, entry, mostBytes)) {
      entry.packed += chunk.byteLength
      if (offset + entry.packed > mostBytes) throw new ZipTooLarge()
      yield chunk
    }
    const tail = descriptor(entry)
    yield tail
    offset += head.byteLength + entry.packed + tail.byteLength
    written.push(entry)
  }
  const entries = Buffer.concat(written.map(directoryEntry))
  yield entries
  yield directoryEnd(written.length, entries.byteLength, offset)
}

async function* deflate(content: ZipPart['content'], entry: Written, mostBytes: number): AsyncGenerator<Uint8Array> {
  async function* counted(): AsyncGenerator<Buffer> {
    for await (const text of content) {
      const bytes = Buffer.from(text)
      entry.crc = crc32(bytes, entry.crc)
      entry.size += bytes.byteLength
      if (entry.size > mostBytes) throw new ZipTooLarge()
      yield bytes
    }
  }
  const source = Readable.from(counted(), { objectMode: false })
  const packer = createDeflateRaw()
  source.on('error', (error) => packer.destroy(error))
  yield* source.pipe(packer) as AsyncIterable<Buffer>
}

function localHeader({ name }: Written): Buffer {
  const bytes = Buffer.alloc(30)
  bytes.writeUInt32LE(0x04034b50, 0)
  bytes.writeUInt16LE(VERSION, 4)
  bytes.writeUInt16LE(FLAGS, 6)
  bytes.writeUInt16LE(DEFLATED, 8)
  bytes.writeUInt16LE(FIRST_DAY, 12)
  bytes.writeUInt16LE(name.byteLength, 26)
  return Buffer.concat([bytes, name])
}

function descriptor({ crc, packed, size }: Written): Buffer {
  const bytes = Buffer.alloc(16)
  bytes.writeUInt32LE(0x08074b50, 0)
  bytes.writeUInt32LE(crc, 4)
  bytes.writeUInt32LE(packed, 8)
  bytes.writeUInt32LE(size, 12)
  return bytes
}

function directoryEntry({ name, crc, packed, size, offset }: Written): Buffer {
  const bytes = Buffer.alloc(46)
  bytes.writeUInt32LE(0x02014b50, 0)
  bytes.writeUInt16LE(VERSION, 4)
  bytes.writeUInt16LE(VERSION, 6)
  bytes.writeUInt16LE(FLAGS, 8)
  bytes.writeUInt16LE(DEFLATED, 10)
  bytes.writeUInt16LE(FIRST_DAY, 14)
  bytes.writeUInt32LE(crc, 16)
  bytes.writeUInt32LE(packed, 20)
  bytes.writeUInt32LE(size, 24)
  bytes.writeUInt16LE(name.byteLength, 28)
  bytes.writeUInt32LE(offset, 42)
  return Buffer.concat([bytes, name])
}

function directoryEnd(count: number, byteLength: number, offset: number): Buffer {
  const bytes = Buffer.alloc(22)
  bytes.writeUInt32LE(0x06054b50, 0)
  bytes.writeUInt16LE(count, 8)
  bytes.writeUInt16LE(count, 10)
  bytes.writeUInt32LE(byteLength, 12)
  bytes.writeUInt32LE(offset, 16)
  return bytes
}
