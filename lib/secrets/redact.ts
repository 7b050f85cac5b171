import 'server-only'

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

const MASK = '[secret]'

/**
 * A JSON-safe copy with the values of `secretKeys` masked at any depth; numbers and booleans under them too.
 * A JSON-safe copy means: bigint and lossless numbers become strings, undefined disappears.
 */
export function redact(value: unknown, secretKeys: ReadonlySet<string>): Json {
  if (value === null || value === undefined) return null
  if (typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value)
  if (Array.isArray(value)) return value.map((entry) => redact(entry, secretKeys))
  if (typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype) {
    const copy: { [key: string]: Json } = {}
    for (const [key, entry] of Object.entries(value)) {
      if (entry === undefined) continue
      copy[key] = secretKeys.has(key) && entry !== null && entry !== '' ? MASK : redact(entry, secretKeys)
    }
    return copy
  }
  return String(value)
}
