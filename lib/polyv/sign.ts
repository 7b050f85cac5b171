import 'server-only'
import { createHash } from 'node:crypto'
import type { Secret } from '@/lib/secrets/secret'

/** Values to be signed; an empty or missing one is neither signed nor sent. */
export type SignedValues = Record<string, string | undefined>

/** Drops what the upstream would not sign and puts the rest in the upstream's order (ASCII by name). */
export function orderValues(values: SignedValues): [string, string][] {
  return Object.entries(values)
    .filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== '')
    .sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0))
}

/** MD5 in upper-case hex over `secret + name1value1name2value2… + secret`, raw values, UTF-8. */
export function sign(values: SignedValues, secret: Secret): string {
  const text = orderValues(values)
    .map(([name, value]) => name + value)
    .join('')
  const wrapped = secret.reveal() + text + secret.reveal()
  return createHash('md5').update(wrapped, 'utf8').digest('hex').toUpperCase()
}
