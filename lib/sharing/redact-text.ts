import 'server-only'
import { isIP } from 'node:net'

export const HIDDEN = '•••'

const EMAIL = /(?<![\p{L}\p{N}._%+…-])[\p{L}\p{N}._%+…-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu
const ADDRESS = /(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])|(?<![\w:])(?:[0-9a-f]{1,4}:){3,7}[0-9a-f]{0,4}(?![\w:])/gi
const PRINT = /\b[\w-]{1,16}:[0-9a-f]{12}\b/g
/** What may be an IPv6 address, such as `fe80::1`; whether it is one is not for a pattern to say. */
const ADDRESS_WORD = /(?<![0-9a-z_])(?!(?<=\p{L}):)[0-9a-f:.]{0,45}:[0-9a-f:.]{0,45}/giu

/** An appid or an id of ours: digits inside are nobody's number. */
const ID = String.raw`\bwx[0-9a-f]{16}\b|\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b`
const BETWEEN = String.raw`[\s\p{Pd}\p{Cf}−.．·・_/]{1,3}`
const COUNTRY = String.raw`(?:(?:\+|00)?86(?:${BETWEEN})?)?`
/** Eleven digits, in whatever groups; what stands between two groups is the same throughout, unlike in two prices or dates. */
const MOBILE = String.raw`(?=1\d*(?<gap>${BETWEEN})?)1\k<gap>?[3-9](?:\k<gap>?\d){9}`
const LANDLINE = String.raw`[(（]?0(?:10|2\d|[3-9]\d{2})[)）]?(?:${BETWEEN})?[2-9]\d{2,3}(?:${BETWEEN})?\d{4}`
const ABROAD = String.raw`\+[1-9](?:[\s\p{Pd}.()]{0,2}\d){7,14}`
/** Numbers of people's phones; anything of a longer number stays whole. */
const PHONE = new RegExp(`${ID}|(?<![\\d.])(?:${COUNTRY}${MOBILE}|${LANDLINE}|${ABROAD})(?!\\d)`, 'gu')

/** A text as somebody outside may read it. */
export const redactText = (text: string): string =>
  toHalfWidthDigits(text)
    .replace(EMAIL, HIDDEN)
    .replace(PRINT, HIDDEN)
    .replace(ADDRESS_WORD, (word) => (isAddress(word) ? HIDDEN : word))
    .replace(ADDRESS, HIDDEN)
    .replace(PHONE, (found) => (/^(?:wx|[0-9a-f]{8}-[0-9a-f]{4}-)/.test(found) ? found : HIDDEN))

/** With the colon or full stop of the sentence around it. */
function isAddress(word: string): boolean {
  const bare = word.replace(/^\.+|\.+$/g, '')
  return [bare, bare.replace(/^:(?!:)/, ''), bare.replace(/(?<!:):$/, '')].some((part) => isIP(part) === 6)
}

const toHalfWidthDigits = (text: string): string =>
  text.replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
