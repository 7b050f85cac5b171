import { createHash, randomUUID } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { Client } from 'pg'

/** The lock `prisma migrate deploy` takes, so that neither runs beside the other. */
const PRISMA_LOCK = 72_707_369
const OUTSIDE_TRANSACTION = '-- migrate: outside transaction'

const HISTORY = `create table if not exists public._prisma_migrations (
  id varchar(36) primary key not null,
  checksum varchar(64) not null,
  finished_at timestamptz,
  migration_name varchar(255) not null,
  logs text,
  rolled_back_at timestamptz,
  started_at timestamptz not null default now(),
  applied_steps_count integer not null default 0
)`

export class MigrationRefused extends Error {}

interface Migration {
  name: string
  sql: string
  checksum: string
}
interface Applied {
  migration_name: string
  checksum: string
  finished_at: Date | null
}

function readMigrations(folder: string): Migration[] {
  return readdirSync(folder)
    .filter((name) => statSync(path.join(folder, name)).isDirectory())
    .sort()
    .map((name) => {
      const bytes = readFileSync(path.join(folder, name, 'migration.sql'))
      return { name, sql: bytes.toString('utf8'), checksum: createHash('sha256').update(bytes).digest('hex') }
    })
}

/** The migrations still to apply, or a refusal when history and files disagree. */
function pendingMigrations(migrations: Migration[], applied: Applied[]): Migration[] {
  const known = new Map(migrations.map((migration) => [migration.name, migration]))
  for (const row of applied) {
    const file = known.get(row.migration_name)
    if (!row.finished_at)
      throw new MigrationRefused(
        `Migration ${row.migration_name} began and did not finish: repair the database, then set its rolled_back_at.`,
      )
    if (!file)
      throw new MigrationRefused(
        `The database has migration ${row.migration_name}, which this version does not know: it was used by a newer version.`,
      )
    if (file.checksum !== row.checksum)
      throw new MigrationRefused(`Migration ${row.migration_name} was changed after it was applied.`)
  }
  const done = new Set(applied.map((row) => row.migration_name))
  return migrations.filter((migration) => !done.has(migration.name))
}

async function apply(client: Client, { name, sql, checksum }: Migration): Promise<void> {
  const outside = sql.includes(OUTSIDE_TRANSACTION)
  const record =
    'insert into public._prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count) values ($1, $2, $3, $4, $5)'
  const id = randomUUID()
  if (outside) await client.query(record, [id, checksum, name, null, 0])
  else await client.query('begin')
  try {
    if (outside) {
      for (const statement of sql.split(/;\s*$/m)) if (statement.trim()) await client.query(statement)
      await client.query(
        'update public._prisma_migrations set finished_at = now(), applied_steps_count = 1 where id = $1',
        [id],
      )
      return
    }
    await client.query(sql)
    await client.query(record, [id, checksum, name, new Date(), 1])
    await client.query('commit')
  } catch (error) {
    if (!outside) await client.query('rollback').catch(() => undefined)
    throw new MigrationRefused(`Migration ${name} failed: ${(error as Error).message}`, { cause: error })
  }
}

/**
 * Applies the SQL migrations as `prisma migrate deploy` would: same table, checksum and lock, so either
 * can follow the other. Each file is one transaction unless it says otherwise in a comment.
 * @returns the names applied now
 */
export async function migrate(
  ownerUrl: string,
  folder = path.join(import.meta.dirname, 'migrations'),
): Promise<string[]> {
  const client = new Client({ connectionString: ownerUrl, application_name: 'countersign-migrate' })
  await client.connect()
  try {
    await client.query(`select pg_advisory_lock(${PRISMA_LOCK})`)
    await client.query(HISTORY)
    const { rows } = await client.query<Applied>(
      'select migration_name, checksum, finished_at from public._prisma_migrations where rolled_back_at is null',
    )
    const pending = pendingMigrations(readMigrations(folder), rows)
    for (const migration of pending) await apply(client, migration)
    return pending.map(({ name }) => name)
  } finally {
    await client.end()
  }
}
