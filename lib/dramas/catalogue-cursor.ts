import 'server-only'
import { z } from 'zod'
import { dramaIdPattern } from '@/lib/dramas/schema'

/** The last row of a page: its place in the order, and its id. */
type CatalogueCursor = { at: string; dramaId: string }

const shape = z.tuple([z.string().max(400), z.string().regex(dramaIdPattern)])

export const writeCursor = ({ at, dramaId }: CatalogueCursor): string =>
  Buffer.from(JSON.stringify([at, dramaId])).toString('base64url')

/** Null for anything this product did not write: the list then starts at its beginning. */
export function readCursor(text: string | undefined): CatalogueCursor | null {
  if (!text) return null
  try {
    const [at, dramaId] = shape.parse(JSON.parse(Buffer.from(text, 'base64url').toString()))
    return { at, dramaId }
  } catch {
    return null
  }
}
