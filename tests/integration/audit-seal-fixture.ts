import { randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Client } from 'pg'
import { afterAll, beforeAll, beforeEach, expect, vi } from 'vitest'
import { enterTestDatabase, type TestDatabase } from '@/tests/fixtures'
import { sealedTables } from '@/tests/sealed-tables'

const dataFolder = mkdtempSync(path.join(tmpdir(), 'countersign-seal-'))
export let database: TestDatabase
/** The database's owner with every guard off: somebody who may do anything to the tables, but holds no signing key. */
export let intruder: Client

export async function product() {
  const { recordEvents } = await import('@/lib/audit/record')
  const { systemActor } = await import('@/lib/audit/event')
  const { sealEvents } = await import('@/lib/audit/seal')
  const { verifyEvents } = await import('@/lib/audit/verify')
  const { env } = await import('@/lib/env')
  const { sql } = await import('@/lib/db')
  const record = (...names: string[]) =>
    recordEvents(
      sql,
      names.map((name) => ({
        phase: 'note' as const,
        action: 'system.start' as const,
        outcome: 'succeeded' as const,
        actor: systemActor('start'),
        target: { type: 'system' as const, id: name, name },
        reason: '合同 118',
      })),
    )
  /** Transactions of other databases on this server hold the seal back for a moment. */
  const sealed = async (count: number): Promise<void> => {
    let done = 0
    await vi.waitFor(async () => {
      done += (await sealEvents()).sealed
      expect(done).toBe(count)
    }, 20_000)
  }
  return { record, seal: sealEvents, sealed, verify: () => verifyEvents(sql), env, sql }
}

export const seqOf = async (name: string): Promise<string> =>
  (await intruder.query('select seq from audit_event where target_id = $1', [name])).rows[0].seq

export const headFiles = (): string[] => {
  const folder = path.join(dataFolder, 'audit-heads')
  return readdirSync(folder).map((name) => path.join(folder, name))
}

/** Three batches of four events each before every test, each sealed and its head on disk. */
export function withSealedLog(): void {
  beforeAll(async () => {
    database = await enterTestDatabase({
      DATA_DIR: dataFolder,
      AUDIT_SIGNING_KEYS: `s1:${randomBytes(32).toString('base64')}`,
    })
    intruder = new Client({ connectionString: database.ownerUrl })
    await intruder.connect()
    for (const table of sealedTables) await intruder.query(`alter table ${table} disable trigger all`)
    for (const { partition } of (
      await intruder.query(
        `select inhrelid::regclass::text as partition from pg_inherits where inhparent = 'audit_event'::regclass`,
      )
    ).rows)
      await intruder.query(`alter table ${partition} disable trigger all`)
  })

  afterAll(async () => {
    const { pool } = await import('@/lib/db')
    await Promise.all([intruder.end(), pool.end()])
    await database.drop()
    rmSync(dataFolder, { recursive: true })
  })

  beforeEach(async () => {
    await intruder.query(`truncate ${sealedTables.join(', ')}`)
    rmSync(path.join(dataFolder, 'audit-heads'), { recursive: true, force: true })
    const heads = await import('@/lib/audit/heads')
    heads.forgetWritten()
    const { record, sealed } = await product()
    for (const batch of ['a', 'b', 'c']) {
      await record(`${batch}1`, `${batch}2`, `${batch}3`, `${batch}4`)
      await sealed(4)
    }
  })
}
