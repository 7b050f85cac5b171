import 'server-only'
import type { RawRow } from '@/lib/sheets/raw-row'

const ROWS_LOOKED_AT = 6
/** An AppID, a date or a long number: what a heading never says. */
const DATA = /^(wx[0-9a-f]{16}|\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?|\d{5,})$/i

/**
 * The row that names the columns: the first that fills more than one cell, because sheets begin with a title across them
 * all; none where that row already holds data.
 */
export function findHeading(rows: readonly RawRow[]): RawRow | null {
  const first = rows.slice(0, ROWS_LOOKED_AT)
  const isWide = first.some((row) => countFilled(row) > 1)
  const heading = first.find((row) => !isWide || countFilled(row) > 1)
  return heading?.cells.some(({ text }) => DATA.test(text)) ? null : (heading ?? null)
}

const countFilled = ({ cells }: RawRow): number => cells.filter(({ text }) => text !== '').length
