import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { migrateDatabase, withLogin } from './database.ts'
import { APP_ROLE, ensureAppRole, examineRole, withClient } from './database-roles.ts'
import { StartRefused } from './phase.ts'
import { startEmbeddedPostgres } from './postgres.ts'

/** Where tests make their databases; handed on through the environment. */
interface TestServer {
  /** Owner login to the server; the database part names any database it can open. */
  ownerUrl: string
  /** App login, to be pointed at the test's own database. */
  appUrl: string
  /** A migrated database nobody connects to; each test database is a copy of it. */
  template: string
  stop(): Promise<void>
}

/** Tests never need durability: a killed worker is part of them, a killed server is not. */
const FAST = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '150' }
const LOCAL = /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?|)$/

/** Refuses any server that is not on this machine: tests create and drop databases. */
export function requireLocal(url: string): void {
  let host: string
  try {
    host = new URL(url).hostname
  } catch {
    throw new StartRefused('DATABASE_URL is not a URL: write it as postgresql://user:password@localhost:5432/database.')
  }
  const asked = new URL(url).searchParams.get('host')
  if (!LOCAL.test(host) || (asked && !asked.startsWith('/') && !LOCAL.test(asked)))
    throw new StartRefused(
      `Tests create and drop databases, so they refuse the server at ${asked || host}: unset DATABASE_URL or point it at this machine.`,
    )
}

export function inDatabase(url: string, database: string): string {
  const changed = new URL(url)
  changed.pathname = `/${database}`
  return changed.href
}

async function makeTemplate(ownerUrl: string, role: string, password: string): Promise<string> {
  const template = `countersign_template_${randomBytes(4).toString('hex')}`
  await withClient(ownerUrl, async (client) => {
    await client.query(`create database ${template}`)
    if (role === APP_ROLE) return
    const { rowCount } = await client.query('select 1 from pg_roles where rolname = $1', [APP_ROLE])
    if (!rowCount) await client.query(`create role ${APP_ROLE} nosuperuser nocreatedb nocreaterole`)
    await client.query(`create role ${role} login password '${password}' nosuperuser nocreatedb nocreaterole`)
  })
  const owner = inDatabase(ownerUrl, template)
  await withClient(owner, (client) => ensureAppRole(client, role === APP_ROLE ? { role, password } : { role }))
  await migrateDatabase({ appUrl: '', ownerUrl: owner, place: '' })
  return template
}

async function embeddedServer(): Promise<TestServer> {
  const folder = mkdtempSync(path.join(tmpdir(), 'countersign-test-'))
  const server = await startEmbeddedPostgres({
    dataFolder: folder,
    logFile: path.join(folder, 'logs', 'postgres.log'),
    settings: FAST,
  })
  const stop = async () => {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    const ownerUrl = server.ownerUrl('postgres')
    const password = randomBytes(12).toString('hex')
    const template = await makeTemplate(ownerUrl, APP_ROLE, password)
    return { ownerUrl, appUrl: withLogin(ownerUrl, APP_ROLE, password), template, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** On a server of one's own the tests log in as a role of their own, which goes away with them. */
async function externalServer(url: string): Promise<TestServer> {
  requireLocal(url)
  const facts = await withClient(url, examineRole)
  if (!facts.superuser)
    throw new StartRefused(
      `Tests make databases and roles: DATABASE_URL or DATABASE_OWNER_URL must be a superuser's, "${facts.role}" is not.`,
    )
  const role = `countersign_test_${randomBytes(4).toString('hex')}`
  const password = randomBytes(12).toString('hex')
  const template = await makeTemplate(url, role, password)
  const stop = () =>
    withClient(url, async (client) => {
      const made = await client.query<{ datname: string }>(
        `select datname from pg_database where datname like 'countersign_t%' and pg_catalog.shobj_description(oid, 'pg_database') = $1`,
        [role],
      )
      for (const { datname } of [...made.rows, { datname: template }])
        await client.query(`drop database if exists ${datname} with (force)`)
      await client.query(`drop role if exists ${role}`)
    })
  return { ownerUrl: url, appUrl: withLogin(url, role, password), template, stop }
}

/** A server for tests: the one DATABASE_URL names when it is local, else one made for them and thrown away. */
export function openTestServer(): Promise<TestServer> {
  const url = process.env.DATABASE_OWNER_URL || process.env.DATABASE_URL
  return url ? externalServer(url) : embeddedServer()
}
