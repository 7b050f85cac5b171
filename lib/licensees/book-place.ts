import 'server-only'
import { z } from 'zod'

/** A row of the sorted address book and which side of it is wanted. */
export type BookPlace = { direction: 'before' | 'after'; key: string; appid: string }

export type BookKeyType = 'text' | 'date' | 'timestamptz'

const keyPatterns: Record<BookKeyType, RegExp> = {
  text: /^[^\0]*$/,
  date: /^(infinity|\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01]))$/,
  timestamptz:
    /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01]) ([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?[+-]\d{2}(:?\d{2})?$/,
}

const shape = z.tuple([z.enum(['before', 'after']), z.string().max(400), z.string().max(40)])

export const writeBookPlace = ({ direction, key, appid }: BookPlace): string =>
  Buffer.from(JSON.stringify([direction, key, appid])).toString('base64url')

/** Null for anything this product did not write: the list then starts at its beginning. */
export function readBookPlace(text: string | null, type: BookKeyType): BookPlace | null {
  if (!text) return null
  try {
    const [direction, key, appid] = shape.parse(JSON.parse(Buffer.from(text, 'base64url').toString()))
    return keyPatterns[type].test(key) && /^\w*$/.test(appid) && isReal(type, key) ? { direction, key, appid } : null
  } catch {
    return null
  }
}

/** PostgreSQL refuses 30 February, which a pattern lets pass. */
const isReal = (type: BookKeyType, key: string): boolean =>
  type === 'text' ||
  key === 'infinity' ||
  new Date(`${key.slice(0, 10)}T00:00:00Z`).toISOString().slice(0, 10) === key.slice(0, 10)
