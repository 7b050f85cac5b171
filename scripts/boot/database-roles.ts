import { Client } from 'pg'
import { StartRefused } from './phase.ts'

/** The role the migrations grant to. Whoever the app logs in as is this role or a member of it. */
export const APP_ROLE = 'countersign_app'
const OLDEST = 150_000

interface RoleFacts {
  role: string
  database: string
  superuser: boolean
  createsRoles: boolean
  ownsDatabase: boolean
  migrated: boolean
}

export async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({
    connectionString: url,
    connectionTimeoutMillis: 5_000,
    application_name: 'countersign-start',
  })
  try {
    await client.connect()
  } catch (error) {
    throw unreachable(url, error as NodeJS.ErrnoException)
  }
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** Where a database is, without its password. */
export function placeOf(url: string): string {
  try {
    const { hostname, port, pathname, username } = new URL(url)
    return `${username}@${hostname}:${port || 5432}${pathname}`
  } catch {
    throw new StartRefused('DATABASE_URL is not a URL: write it as postgresql://user:password@host:5432/database.')
  }
}

function unreachable(url: string, error: NodeJS.ErrnoException): StartRefused {
  return new StartRefused(`Cannot connect to the database ${placeOf(url)}: ${error.message || error.code}.`)
}

export async function examineRole(client: Client): Promise<RoleFacts> {
  const { rows } = await client.query(`
    select current_user as role, current_database() as database, current_setting('server_version_num')::int as version,
      rolsuper as superuser, rolcreaterole as "createsRoles",
      (select pg_has_role(datdba, 'member') from pg_database where datname = current_database()) as "ownsDatabase",
      to_regclass('public._prisma_migrations') is not null as migrated
    from pg_roles where rolname = current_user`)
  const { version, ...facts } = rows[0] as RoleFacts & { version: number }
  if (version < OLDEST)
    throw new StartRefused(
      `The database server is PostgreSQL ${Math.floor(version / 10_000)}: Countersign needs 15 or newer.`,
    )
  return facts
}

const asName = (name: string) => `"${name.replaceAll('"', '""')}"`
const asText = (text: string) => `'${text.replaceAll("'", "''")}'`
const PLAIN = 'nosuperuser nocreatedb nocreaterole noreplication nobypassrls'

/** What makes the app role and its place; also what an administrator is told to run. */
export function roleStatements(database: string, roleExists: boolean, password?: string): string[] {
  const login = password === undefined ? '' : ` login password ${asText(password)}`
  return [
    ...(roleExists ? [] : [`create role ${APP_ROLE} ${PLAIN}${login}`]),
    ...(roleExists && password !== undefined ? [`alter role ${APP_ROLE}${login}`] : []),
    `grant connect on database ${asName(database)} to ${APP_ROLE}`,
    `revoke create on schema public from public`,
  ]
}

export async function roleExists(client: Client, role: string): Promise<boolean> {
  return (await client.query('select 1 from pg_roles where rolname = $1', [role])).rowCount === 1
}

/**
 * Makes the app role (when missing), its schema for the queue and, for another login, the membership.
 * @param password set only when the app is to log in as the app role itself
 */
export async function ensureAppRole(client: Client, login: { role: string; password?: string }): Promise<void> {
  const { database } = await examineRole(client)
  const own = login.role === APP_ROLE
  const statements = roleStatements(database, await roleExists(client, APP_ROLE), own ? login.password : undefined)
  if (!own) statements.push(`grant ${APP_ROLE} to ${asName(login.role)}`)
  for (const statement of statements) await client.query(statement)
  const schema = await client.query("select 1 from pg_namespace where nspname = 'pgboss'")
  if (schema.rowCount) return
  const { rows } = await client.query<{ member: boolean }>(`select pg_has_role($1, 'member') as member`, [APP_ROLE])
  if (!rows[0]?.member) await client.query(`grant ${APP_ROLE} to current_user`)
  await client.query(`create schema pgboss authorization ${APP_ROLE}`)
}
