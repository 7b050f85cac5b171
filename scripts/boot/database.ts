import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { Client } from 'pg'
import { MigrationRefused, migrate } from '../../prisma/migrate.ts'
import {
  APP_ROLE,
  ensureAppRole,
  examineRole,
  placeOf,
  roleExists,
  roleStatements,
  withClient,
} from './database-roles.ts'
import { StartRefused } from './phase.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from './postgres.ts'

export interface Database {
  /** What app and worker log in with: neither owner nor superuser. */
  appUrl: string
  /** What the migrator logs in with; undefined when only an app login is known. */
  ownerUrl?: string
  place: string
  embedded?: EmbeddedPostgres
}

const NAME = 'countersign'

export const isExternal = () => Boolean(process.env.DATABASE_URL || process.env.DATABASE_OWNER_URL)

export function withLogin(url: string, role: string, password: string): string {
  const changed = new URL(url)
  changed.username = encodeURIComponent(role)
  changed.password = encodeURIComponent(password)
  return changed.href
}

function storedPassword(dataFolder: string): string {
  const file = path.join(dataFolder, 'app-role.json')
  if (!existsSync(file))
    writeFileSync(file, JSON.stringify({ role: APP_ROLE, password: randomBytes(24).toString('base64url') }), {
      mode: 0o600,
    })
  return (JSON.parse(readFileSync(file, 'utf8')) as { password: string }).password
}

async function canLogIn(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  try {
    await client.connect()
    await client.end()
    return true
  } catch {
    return false
  }
}

/** Makes the app role of a database we own and gives the URL to log in with. */
async function ownAppRole(ownerUrl: string, dataFolder: string): Promise<string> {
  const password = storedPassword(dataFolder)
  const appUrl = withLogin(ownerUrl, APP_ROLE, password)
  const known = await canLogIn(appUrl)
  await withClient(ownerUrl, (client) => ensureAppRole(client, { role: APP_ROLE, ...(known ? {} : { password }) }))
  return appUrl
}

export async function openEmbedded(dataFolder: string, options: { port?: number } = {}): Promise<Database> {
  const embedded = await startEmbeddedPostgres({
    dataFolder,
    logFile: path.join(dataFolder, 'logs', 'postgres.log'),
    ...options,
  })
  const ownerUrl = embedded.ownerUrl(NAME)
  await withClient(embedded.ownerUrl('postgres'), async (client) => {
    const found = await client.query('select 1 from pg_database where datname = $1', [NAME])
    if (!found.rowCount) await client.query(`create database ${NAME}`)
  })
  return {
    ownerUrl,
    appUrl: await ownAppRole(ownerUrl, dataFolder),
    place: `embedded, 127.0.0.1:${embedded.port}`,
    embedded,
  }
}

async function bothRoles(appUrl: string, ownerUrl: string): Promise<Database> {
  const app = await withClient(appUrl, examineRole)
  if (app.superuser || app.ownsDatabase)
    throw new StartRefused(
      `DATABASE_URL logs in as "${app.role}", which owns the database or is a superuser: give the app a role of its own there.`,
    )
  await withClient(ownerUrl, async (client) => {
    const owner = await examineRole(client)
    if (owner.database !== app.database)
      throw new StartRefused('DATABASE_URL and DATABASE_OWNER_URL name different databases.')
    await orSqlToRun(ensureAppRole(client, { role: app.role }), app.role, app.database)
  })
  return { appUrl, ownerUrl, place: placeOf(appUrl) }
}

async function orSqlToRun(work: Promise<void>, role: string, database: string): Promise<void> {
  try {
    await work
  } catch (error) {
    if ((error as { code?: string }).code !== '42501') throw error
    const lines = [
      ...roleStatements(database, false),
      ...(role === APP_ROLE ? [] : [`grant ${APP_ROLE} to "${role}"`]),
      `create schema pgboss authorization ${APP_ROLE}`,
    ]
    throw new StartRefused(
      `The database owner may not make roles. Run this once as an administrator, then start again:\n  ${lines.join(';\n  ')};`,
    )
  }
}

/** A single URL: an owner's makes its own app role; an app role's must find a migrated database. */
async function oneRole(url: string, dataFolder: string): Promise<Database> {
  const facts = await withClient(url, examineRole)
  const place = placeOf(url)
  if (!facts.superuser && !facts.ownsDatabase) {
    if (facts.migrated) return { appUrl: url, place }
    throw new StartRefused(
      `"${facts.role}" cannot set up the empty database ${facts.database}: set DATABASE_OWNER_URL to its owner.`,
    )
  }
  if (!facts.superuser && !facts.createsRoles) {
    const exists = await withClient(url, (client) => roleExists(client, APP_ROLE))
    const password = exists ? undefined : '<choose a password>'
    const lines = [
      ...roleStatements(facts.database, exists, password),
      `create schema if not exists pgboss authorization ${APP_ROLE}`,
    ]
    throw new StartRefused(
      `"${facts.role}" owns the database but may not make roles. Run this as an administrator, then set DATABASE_URL to ${APP_ROLE} and DATABASE_OWNER_URL to "${facts.role}":\n  ${lines.join(';\n  ')};`,
    )
  }
  const appUrl = await ownAppRole(url, dataFolder)
  return { appUrl, ownerUrl: url, place: placeOf(appUrl) }
}

export async function openExternal(dataFolder: string): Promise<Database> {
  const { DATABASE_URL: appUrl, DATABASE_OWNER_URL: ownerUrl } = process.env
  if (appUrl && ownerUrl) return bothRoles(appUrl, ownerUrl)
  return oneRole(appUrl || ownerUrl || '', dataFolder)
}

/** Applies what is missing and gives the number of migrations applied; nothing when no owner is known. */
export async function migrateDatabase({ ownerUrl }: Database): Promise<number> {
  if (!ownerUrl) return 0
  try {
    return (await migrate(ownerUrl)).length
  } catch (error) {
    if (error instanceof MigrationRefused) throw new StartRefused(error.message)
    throw error
  }
}
