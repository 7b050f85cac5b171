import 'server-only'

/** A place between two events of a list. */
export type Cursor = { at: Date; seq: bigint }

export const writeCursor = (event: { occurredAt: string; seq: string }): string =>
  `${Date.parse(event.occurredAt).toString(36)}-${BigInt(event.seq).toString(36)}`

/** Null for anything this product did not write. */
export function readCursor(text: string | null | undefined): Cursor | null {
  const [, time, seq] = /^([0-9a-z]{1,9})-([0-9a-z]{1,12})$/.exec(text ?? '') ?? []
  if (time === undefined || seq === undefined) return null
  const at = new Date(Number.parseInt(time, 36))
  if (!Number.isFinite(at.getTime())) return null
  return { at, seq: fromBase36(seq) }
}

function fromBase36(text: string): bigint {
  let value = 0n
  for (const digit of text) value = value * 36n + BigInt(Number.parseInt(digit, 36))
  return value
}
