import 'server-only'
import { promisify } from 'node:util'
import { inflateRaw } from 'node:zlib'

const inflate = promisify(inflateRaw)

const END_SIGNATURE = 0x06054b50
const ENTRY_SIGNATURE = 0x02014b50
const END_BYTES = 22
const COMMENT_BYTES_AT_MOST = 65_535
const ENTRIES_AT_MOST = 2_000
const UNPACKED_BYTES_AT_MOST = 200 * 1024 * 1024

export type ZipEntry = { packedBytes: number; unpackedBytes: number; method: number; offset: number }

/** The directory of a zip file; null for a broken one, `tooLarge` when it would unpack to more than 200 MB. */
export function openZip(bytes: Buffer): Map<string, ZipEntry> | 'tooLarge' | null {
  const end = findEnd(bytes)
  if (end < 0) return null
  const count = bytes.readUInt16LE(end + 10)
  let at = bytes.readUInt32LE(end + 16)
  if (count > ENTRIES_AT_MOST) return 'tooLarge'
  const entries = new Map<string, ZipEntry>()
  let unpacked = 0
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== ENTRY_SIGNATURE) return null
    const nameBytes = bytes.readUInt16LE(at + 28)
    const entry: ZipEntry = {
      method: bytes.readUInt16LE(at + 10),
      packedBytes: bytes.readUInt32LE(at + 20),
      unpackedBytes: bytes.readUInt32LE(at + 24),
      offset: bytes.readUInt32LE(at + 42),
    }
    unpacked += entry.unpackedBytes
    if (unpacked > UNPACKED_BYTES_AT_MOST) return 'tooLarge'
    entries.set(bytes.toString('utf8', at + 46, at + 46 + nameBytes), entry)
    at += 46 + nameBytes + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return entries
}

/** The text of one entry. Throws when it unpacks to more than the directory says. */
export async function readZipText(bytes: Buffer, entry: ZipEntry): Promise<string> {
  const start = entry.offset + 30 + bytes.readUInt16LE(entry.offset + 26) + bytes.readUInt16LE(entry.offset + 28)
  const packed = bytes.subarray(start, start + entry.packedBytes)
  if (entry.method === 0) return packed.toString('utf8')
  return (await inflate(packed, { maxOutputLength: Math.max(1, entry.unpackedBytes) })).toString('utf8')
}

function findEnd(bytes: Buffer): number {
  const first = Math.max(0, bytes.length - END_BYTES - COMMENT_BYTES_AT_MOST)
  for (let at = bytes.length - END_BYTES; at >= first; at -= 1) if (bytes.readUInt32LE(at) === END_SIGNATURE) return at
  return -1
}
