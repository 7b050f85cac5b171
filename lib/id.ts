import 'server-only'
import { v7 } from 'uuid'

/** A UUIDv7: sorts by the time it was made, to the millisecond. */
export const newId = (): string => v7()

/** The instant encoded in a UUIDv7. Used to bound partition scans from a permalink. */
export function instantOf(id: string): Date {
  return new Date(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16))
}

const VERSION_7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

/** Whether a text from outside can be one of our ids. */
export const isId = (text: string): boolean => VERSION_7.test(text)
