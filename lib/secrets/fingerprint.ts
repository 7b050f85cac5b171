import 'server-only'
import { createHmac } from 'node:crypto'
import { env } from '@/lib/env'

/** `id:base64`: the id is stored with each fingerprint, so that a new key is not taken for a changed secret. */
const [keyId = 'f1', key = env.FINGERPRINT_KEY] = env.FINGERPRINT_KEY.split(':')

/** Keyed fingerprint of a secret: equal secrets look equal, nothing can be guessed back without the key. */
export function fingerprint(value: string): string {
  return `${keyId}:${createHmac('sha256', Buffer.from(key, 'base64')).update(value).digest('hex').slice(0, 12)}`
}

type SecretChange = { secret: 'set' | 'cleared' | 'changed' | 'same'; fingerprint: string | null }

/** What an audit event may say about a secret that went from `before` to `after`. */
export function secretChange(before: string | null | undefined, after: string | null | undefined): SecretChange {
  if (!after) return { secret: before ? 'cleared' : 'same', fingerprint: null }
  return { secret: !before ? 'set' : before === after ? 'same' : 'changed', fingerprint: fingerprint(after) }
}
