import 'server-only'
import { v7 } from 'uuid'

/** A UUIDv7: sorts by the time it was made, to the millisecond. */
export const newId = (): string => v7()

/** The instant encoded in a UUIDv7. Used to bound partition scans from a permalink. */
export function instantOf(id: string): Date {
  return new Date(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16))
}
