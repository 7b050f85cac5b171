import 'server-only'

const DECIMAL = /^(\d{1,9})(?:\.(\d{1,2}))?$/

/** Integer fen from a decimal text in yuan such as `19.9`; null when it is no price (three decimals, a sign, an exponent). */
export function fenFromYuan(text: string): number | null {
  const found = DECIMAL.exec(text.trim())
  if (!found) return null
  return Number(found[1]) * 100 + Number((found[2] ?? '').padEnd(2, '0'))
}

/** A JSON number in yuan with at most two decimals. Exact: the decimal text is built from integers first. */
export function yuanFromFen(fen: number): number {
  if (!Number.isSafeInteger(fen) || fen < 0) throw new RangeError('a price is a whole number of fen')
  return Number(`${Math.trunc(fen / 100)}.${String(fen % 100).padStart(2, '0')}`)
}

/** A price as read: text, or a float that may carry noise beyond the second decimal. */
export function fenFromReading(price: number | string | null | undefined): number | null {
  if (price === null || price === undefined || price === '') return null
  const number = Number(price)
  return Number.isFinite(number) ? fenFromYuan(number.toFixed(2)) : null
}
