import 'server-only'
import { createHmac } from 'node:crypto'
import { env } from '@/lib/env'

const KEY_ID = 'f1'

/** Keyed fingerprint of a secret: equal secrets look equal, nothing can be guessed back without the key. */
export function fingerprint(value: string): string {
  return `${KEY_ID}:${createHmac('sha256', env.FINGERPRINT_KEY).update(value).digest('hex').slice(0, 12)}`
}

export type SecretChange = { secret: 'set' | 'cleared' | 'changed' | 'same'; fingerprint: string | null }

/** What an audit event may say about a secret that went from `before` to `after`. */
export function secretChange(before: string | null | undefined, after: string | null | undefined): SecretChange {
  if (!after) return { secret: before ? 'cleared' : 'same', fingerprint: null }
  return { secret: !before ? 'set' : before === after ? 'same' : 'changed', fingerprint: fingerprint(after) }
}
