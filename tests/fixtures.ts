import { randomBytes } from 'node:crypto'
import { Client } from 'pg'
import { inDatabase } from '@/scripts/boot/test-database'

export type TestDatabase = {
  /** Login of the app role. */
  url: string
  /** Login of the owner, for what the app role must not do. */
  ownerUrl: string
  drop: () => Promise<void>
}

function setting(name: string): string {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is not set: run this through the integration project`)
  return value
}

async function asOwner(statement: string): Promise<void> {
  const client = new Client({ connectionString: setting('TEST_DATABASE_OWNER_URL') })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

async function createTestDatabase(): Promise<TestDatabase> {
  const name = `countersign_t${randomBytes(6).toString('hex')}`
  const appUrl = setting('TEST_DATABASE_APP_URL')
  await asOwner(`create database ${name} template ${setting('TEST_DATABASE_TEMPLATE')}`)
  await asOwner(`comment on database ${name} is '${new URL(appUrl).username}'`)
  return {
    url: inDatabase(appUrl, name),
    ownerUrl: inDatabase(setting('TEST_DATABASE_OWNER_URL'), name),
    drop: () => asOwner(`drop database if exists ${name} with (force)`),
  }
}

const key = () => randomBytes(32).toString('base64')

/** A fresh migrated database that this process works on from now on, with keys of its own and whatever else is set. */
export async function enterTestDatabase(settings: Record<string, string> = {}): Promise<TestDatabase> {
  const database = await createTestDatabase()
  Object.assign(process.env, {
    DATABASE_URL: database.url,
    APP_KEYS: `k1:${key()}`,
    AUTH_SECRET: key(),
    FINGERPRINT_KEY: `f1:${key()}`,
    ...settings,
  })
  return database
}
