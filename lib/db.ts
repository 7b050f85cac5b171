import 'server-only'
import { createHash } from 'node:crypto'
import { PrismaPg } from '@prisma/adapter-pg'
import { Pool, type PoolClient } from 'pg'
import { env } from '@/lib/env'
import { PrismaClient } from '@/lib/generated/prisma/client'

/** The process's connections, serving Prisma and raw SQL alike. */
export const pool: Pool = oncePerProcess('countersignPool', () => {
  const made = new Pool({
    connectionString: env.DATABASE_URL,
    max: env.DATABASE_POOL_SIZE,
    connectionTimeoutMillis: 3_000,
  })
  made.on('error', () => undefined)
  return made
})

export const db: PrismaClient = oncePerProcess(
  'countersignPrisma',
  () => new PrismaClient({ adapter: new PrismaPg(pool) }),
)

/** Survives the module being loaded again, as a development server does on every change. */
function oncePerProcess<T>(key: string, make: () => T): T {
  const shared = globalThis as unknown as Record<string, T | undefined>
  const held = shared[key] ?? make()
  shared[key] = held
  return held
}

/** Runs one statement inside whatever transaction it was made for. */
export type Sql = <Row = Record<string, unknown>>(text: string, values?: readonly unknown[]) => Promise<Row[]>

/** One transaction on one connection. Never hold it across an upstream call. */
export async function inTransaction<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    const result = await work(sqlOn(client))
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  } finally {
    client.release()
  }
}

/** Statements outside any transaction. */
export const sql: Sql = async <Row>(text: string, values: readonly unknown[] = []) =>
  (await pool.query(text, [...values])).rows as Row[]

/** As `sql`, for the few fixed statements that every write waits for: the server keeps their plans. */
export const preparedSql: Sql = async <Row>(text: string, values: readonly unknown[] = []) =>
  (await pool.query({ name: statementName(text), text, values: [...values] })).rows as Row[]

const statementNames = new Map<string, string>()

/** Statements of a transaction are few and fixed, so the server keeps their plans. */
function statementName(text: string): string {
  const name = statementNames.get(text) ?? `s${createHash('sha256').update(text).digest('base64url').slice(0, 20)}`
  statementNames.set(text, name)
  return name
}

export const sqlOn =
  (client: PoolClient): Sql =>
  async <Row>(text: string, values: readonly unknown[] = []) =>
    (await client.query({ name: statementName(text), text, values: [...values] })).rows as Row[]
