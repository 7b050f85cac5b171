import { createHash, hkdfSync, randomBytes } from 'node:crypto'
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { StartRefused } from './phase.ts'

const KEY_NAMES = [
  'APP_KEYS',
  'AUTH_SECRET',
  'FINGERPRINT_KEY',
  'AUDIT_SIGNING_KEYS',
  'NEXT_SERVER_ACTIONS_ENCRYPTION_KEY',
] as const
export type Keys = Record<(typeof KEY_NAMES)[number], string>

const random = () => randomBytes(32).toString('base64')

function generatedKeys(dataFolder: string): Keys {
  const file = path.join(dataFolder, 'app-keys')
  const made: Keys = {
    APP_KEYS: `k1:${random()}`,
    AUTH_SECRET: random(),
    FINGERPRINT_KEY: `f1:${random()}`,
    AUDIT_SIGNING_KEYS: `s1:${random()}`,
    NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: random(),
  }
  if (!existsSync(file))
    writeFileSync(file, KEY_NAMES.map((name) => `${name}=${made[name]}\n`).join(''), { mode: 0o600 })
  const lines = readFileSync(file, 'utf8').split('\n')
  const stored = Object.fromEntries(
    lines
      .filter((line) => line.includes('='))
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1).trim()]),
  )
  // Folders from before the log was sealed. A lost key is not replaced unseen: the next head needs the old one's word.
  if (!stored.AUDIT_SIGNING_KEYS) {
    stored.AUDIT_SIGNING_KEYS = made.AUDIT_SIGNING_KEYS
    appendFileSync(file, `AUDIT_SIGNING_KEYS=${made.AUDIT_SIGNING_KEYS}\n`)
  }
  for (const name of KEY_NAMES)
    if (!stored[name])
      throw new StartRefused(`${file} lacks ${name}: restore the file, without it stored secrets cannot be read.`)
  return stored as Keys
}

/**
 * Several hosts on one database must agree, so what is not given is derived from the oldest key of
 * the ring, the one that a rotation leaves in place longest.
 */
function derivedKeys(ring: string): Keys {
  const oldest = ring.split(',').at(-1)?.trim() ?? ''
  const material = Buffer.from(oldest.slice(oldest.indexOf(':') + 1), 'base64')
  if (!/^[\w-]+:/.test(oldest) || material.length !== 32)
    throw new StartRefused('APP_KEYS must be a list such as "k1:<32 bytes in base64>", the newest first.')
  const derive = (label: string) => Buffer.from(hkdfSync('sha256', material, '', `countersign ${label}`, 32))
  const id = createHash('sha256').update(material).digest('hex').slice(0, 6)
  return {
    APP_KEYS: ring,
    AUTH_SECRET: derive('auth').toString('base64'),
    FINGERPRINT_KEY: `f${id}:${derive('fingerprint').toString('base64')}`,
    AUDIT_SIGNING_KEYS: `s${id}:${derive('audit signing').toString('base64')}`,
    NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: derive('actions').toString('base64'),
  }
}

/** The keys of this installation: from the environment first, then the data folder's own. */
export function loadKeys(dataFolder: string, external: boolean): Keys {
  const ring = process.env.APP_KEYS
  if (!ring && external)
    throw new StartRefused(
      'APP_KEYS is not set. With a database of your own, make one key and keep it safe: APP_KEYS="k1:$(openssl rand -base64 32)"',
    )
  const keys = ring ? derivedKeys(ring) : generatedKeys(dataFolder)
  for (const name of KEY_NAMES) keys[name] = process.env[name] || keys[name]
  return keys
}
