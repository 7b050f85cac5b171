import 'server-only'
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'

/** scrypt at 2^17, r 8, p 1: 128 MiB and a few tenths of a second per guess. */
const cost = { N: 2 ** 17, r: 8, p: 1, maxmem: 160 * 1024 * 1024 }
const KEY_BYTES = 32
const RUNNING_AT_MOST = 2
const WAITING_AT_MOST = 20

let running = 0
const waiting: (() => void)[] = []

export class HashQueueFull extends Error {
  override name = 'HashQueueFull'
}

/** Two hashes at a time: a burst of sign-ins must not take the memory and the cores of everyone else. */
async function inQueue<T>(work: () => Promise<T>): Promise<T> {
  if (running >= RUNNING_AT_MOST) {
    if (waiting.length >= WAITING_AT_MOST) throw new HashQueueFull('too many passwords are being checked')
    await new Promise<void>((resolve) => waiting.push(resolve))
  } else running += 1
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running -= 1
  }
}

const derive = (password: string, salt: Buffer, N: number): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, KEY_BYTES, { ...cost, N }, (error, key) =>
      error ? reject(error) : resolve(key),
    )
  })

/** `scrypt$<log2 N>$<salt>$<key>` */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const key = await inQueue(() => derive(password, salt, cost.N))
  return `scrypt$17$${salt.toString('base64url')}$${key.toString('base64url')}`
}

export async function verifyPassword({ hash, password }: { hash: string; password: string }): Promise<boolean> {
  const [scheme, log2N, salt, key] = hash.split('$')
  if (scheme !== 'scrypt' || log2N !== '17' || !salt || !key) return false
  const expected = Buffer.from(key, 'base64url')
  const actual = await inQueue(() => derive(password, Buffer.from(salt, 'base64url'), 2 ** Number(log2N)))
  return expected.length === actual.length && timingSafeEqual(expected, actual)
}
