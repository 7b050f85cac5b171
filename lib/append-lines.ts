import 'server-only'
import { type FileHandle, mkdir, open } from 'node:fs/promises'
import path from 'node:path'

const PIECE_BYTES = 64 * 1024
const NEWLINE = 0x0a

/**
 * Appends whole lines of JSON and lets them reach the disk; all of them or, on a fault, none.
 * What a crash or a full disk left of a line before them is cut off first.
 */
export async function appendLines(file: string, lines: readonly string[]): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 })
  const handle = await open(file, 'a+', 0o600)
  try {
    const size = await endWithLine(handle)
    try {
      await handle.writeFile(lines.map((line) => `${line}\n`).join(''))
      await handle.sync()
    } catch (error) {
      await handle.truncate(size).catch(() => undefined)
      throw error
    }
  } finally {
    await handle.close()
  }
}

/** Leaves a file that is there with a whole last line. */
export async function mendLastLine(file: string): Promise<void> {
  const handle = await open(file, 'a+', 0o600)
  try {
    await endWithLine(handle)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** The size of the file once its last line is whole: one that only lacks its end gets it, a torn one goes. */
async function endWithLine(handle: FileHandle): Promise<number> {
  const { size } = await handle.stat()
  let tail: Buffer = Buffer.alloc(0)
  for (let start = size; start > 0; ) {
    const from = Math.max(0, start - PIECE_BYTES)
    const piece = Buffer.alloc(start - from)
    await handle.read(piece, 0, piece.length, from)
    const newline = piece.lastIndexOf(NEWLINE)
    tail = Buffer.concat([piece.subarray(newline + 1), tail])
    if (newline >= 0) break
    start = from
  }
  if (tail.length === 0) return size
  if (!isWhole(tail.toString())) {
    await handle.truncate(size - tail.length)
    return size - tail.length
  }
  await handle.writeFile('\n')
  return size + 1
}

function isWhole(line: string): boolean {
  try {
    JSON.parse(line)
    return true
  } catch {
    return false
  }
}
