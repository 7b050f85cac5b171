import 'server-only'
import { parse } from 'lossless-json'

const decimalId = /^[1-9]\d{0,18}$/

/** Safe integers and fractions become numbers; integers a double cannot hold stay decimal text. */
function toNumberOrText(token: string): number | string {
  const value = Number(token)
  return Number.isInteger(value) && !Number.isSafeInteger(value) ? token : value
}

/** Reads JSON without rounding ids above 2^53. @throws SyntaxError when it is not JSON. */
export function parseLossless(text: string): unknown {
  return parse(text, undefined, toNumberOrText)
}

/** A bare JSON integer. @throws RangeError for anything that is not a positive decimal id, so no text can slip in. */
export function integerToken(id: string): string {
  if (!decimalId.test(id)) throw new RangeError('not a decimal id')
  return id
}

/** Seconds since 1970, or `0` for permanent. */
export function expiryToken(expiresAt: Date | null): string {
  if (expiresAt === null) return '0'
  const seconds = Math.floor(expiresAt.getTime() / 1000)
  if (!Number.isSafeInteger(seconds) || seconds <= 0) throw new RangeError('not a moment')
  return String(seconds)
}

export const moment = (seconds: number): Date | null => (seconds === 0 ? null : new Date(seconds * 1000))
