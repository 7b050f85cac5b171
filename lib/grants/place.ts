import 'server-only'
import { z } from 'zod'

/** A row of the sorted list and which side of it is wanted; `at` may be PostgreSQL's `infinity`. */
export type Place = { direction: 'before' | 'after'; at: string; dramaId: string; appid: string }

const shape = z.tuple([
  z.enum(['before', 'after']),
  z.string().regex(/^(-?infinity|\d{4}-\d{2}-\d{2} [\d:.+-]{8,24})$/),
  z.string().max(30),
  z.string().max(40),
])

export const writePlace = (place: Place): string =>
  Buffer.from(JSON.stringify([place.direction, place.at, place.dramaId, place.appid])).toString('base64url')

/** Null for anything this product did not write: the list then starts at its beginning. */
export function readPlace(text: string | null): Place | null {
  if (!text) return null
  try {
    const [direction, at, dramaId, appid] = shape.parse(JSON.parse(Buffer.from(text, 'base64url').toString()))
    return { direction, at, dramaId, appid }
  } catch {
    return null
  }
}
