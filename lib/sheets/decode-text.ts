import 'server-only'
import type { SheetContent } from '@/lib/sheets/schema'

type Encoding = NonNullable<SheetContent['encoding']>

const SAMPLE_BYTES = 4_096

/**
 * The text of a CSV file. A mark at its start decides; without one it is UTF-8 if it can be, else UTF-16 where every
 * other byte is zero, else GB18030, which is what Excel writes on a Chinese Windows. Null for what is no text.
 */
export function decodeText(bytes: Uint8Array): { text: string; encoding: Encoding } | null {
  for (const encoding of candidates(bytes)) {
    const text = tryDecode(bytes, encoding)
    if (text !== null && !text.includes('\u0000')) return { text, encoding }
  }
  return null
}

function candidates(bytes: Uint8Array): readonly Encoding[] {
  const [first, second, third] = bytes
  if (first === 0xef && second === 0xbb && third === 0xbf) return ['utf-8']
  if (first === 0xff && second === 0xfe) return ['utf-16le']
  if (first === 0xfe && second === 0xff) return ['utf-16be']
  return zeroSide(bytes) ?? ['utf-8', 'gb18030']
}

function zeroSide(bytes: Uint8Array): readonly Encoding[] | null {
  const sample = bytes.subarray(0, SAMPLE_BYTES)
  let [even, odd] = [0, 0]
  for (const [index, byte] of sample.entries()) {
    if (byte !== 0) continue
    if (index % 2 === 0) even += 1
    else odd += 1
  }
  if (even + odd === 0) return null
  return odd > even ? ['utf-16le'] : ['utf-16be']
}

function tryDecode(bytes: Uint8Array, encoding: Encoding): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}
