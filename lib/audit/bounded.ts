import 'server-only'
import { pool, type Sql } from '@/lib/db'

/** `query_canceled`: the statement ran into its limit. */
const CANCELED = '57014'

/**
 * Runs reads under a time limit each; null when one ran into it, so that nothing a person writes can hold the database.
 * The statements are planned for their values every time: what is right for a rare word is wrong for a common one.
 */
export async function withinMs<T>(limitMs: number, work: (sql: Sql) => Promise<T>): Promise<T | null> {
  const client = await pool.connect()
  const sql: Sql = async <Row>(text: string, values: readonly unknown[] = []) =>
    (await client.query(text, [...values])).rows as Row[]
  try {
    await client.query(`begin read only; set local statement_timeout = ${Math.trunc(limitMs)}`)
    const result = await work(sql)
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    if (error instanceof Error && 'code' in error && error.code === CANCELED) return null
    throw error
  } finally {
    client.release()
  }
}
