import 'server-only'
import { PrismaPg } from '@prisma/adapter-pg'
import { Pool, type PoolClient } from 'pg'
import { env } from '@/lib/env'
import { type Prisma, PrismaClient } from '@/lib/generated/prisma/client'

const shared = globalThis as typeof globalThis & { countersignPool?: Pool; countersignPrisma?: PrismaClient }

/** The process's connections, serving Prisma and raw SQL alike. */
export const pool: Pool = (shared.countersignPool ??= new Pool({
  connectionString: env.DATABASE_URL,
  max: env.DATABASE_POOL_SIZE,
  connectionTimeoutMillis: 3_000,
}))
pool.on('error', () => undefined)

export const db: PrismaClient = (shared.countersignPrisma ??= new PrismaClient({ adapter: new PrismaPg(pool) }))

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

export const sqlOn = (client: PoolClient): Sql =>
  async <Row>(text: string, values: readonly unknown[] = []) => (await client.query(text, [...values])).rows as Row[]

/** Lets an audit event join a Prisma transaction. */
export const sqlOnPrisma = (transaction: Prisma.TransactionClient): Sql =>
  async <Row>(text: string, values: readonly unknown[] = []) => transaction.$queryRawUnsafe<Row[]>(text, ...values)
