import 'server-only'
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { env } from '@/lib/env'

const IV_BYTES = 12
const TAG_BYTES = 16

/** `id:base64` pairs, separated by commas; the first one encrypts, all of them decrypt. */
function parseKeyRing(text: string): Map<string, Buffer> {
  const ring = new Map<string, Buffer>()
  for (const entry of text.split(',')) {
    const [id, encoded] = entry.trim().split(':')
    const key = Buffer.from(encoded ?? '', 'base64')
    if (!id || key.length !== 32) throw new Error('APP_KEYS must hold id:base64 pairs of 32-byte keys')
    ring.set(id, key)
  }
  return ring
}

const ring = parseKeyRing(env.APP_KEYS)
const [currentKeyId = ''] = ring.keys()

function seal(key: Buffer, plain: Buffer, context: string): Buffer {
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(context))
  return Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

function open(key: Buffer, sealed: Buffer, context: string): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, IV_BYTES)).setAAD(Buffer.from(context))
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES))
  return Buffer.concat([decipher.update(sealed.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()])
}

/**
 * Envelope encryption: a random data key per value, wrapped by the current key of the ring.
 * @param context where the value lives (`table:column:row`); the text opens nowhere else.
 */
export function encryptSecret(plain: string, context: string): string {
  const wrapping = ring.get(currentKeyId)
  if (!wrapping) throw new Error('APP_KEYS is empty')
  const dataKey = randomBytes(32)
  const bound = `${context}:${currentKeyId}`
  const parts = [seal(wrapping, dataKey, bound), seal(dataKey, Buffer.from(plain), bound)]
  return ['v1', currentKeyId, ...parts.map((part) => part.toString('base64url'))].join('.')
}

/** @throws when the text was made for another context, was altered, or its key is not in the ring. */
export function decryptSecret(text: string, context: string): string {
  const [version, keyId = '', wrapped = '', sealed = ''] = text.split('.')
  const wrapping = ring.get(keyId)
  if (version !== 'v1' || !wrapping) throw new Error(`no key ${keyId} in APP_KEYS`)
  const bound = `${context}:${keyId}`
  const dataKey = open(wrapping, Buffer.from(wrapped, 'base64url'), bound)
  return open(dataKey, Buffer.from(sealed, 'base64url'), bound).toString()
}
