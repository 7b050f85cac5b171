import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { Client } from 'pg'
import { systemActor } from '@/lib/audit/event'
import { forgetWritten, headsFolder } from '@/lib/audit/heads'
import { recordEvents } from '@/lib/audit/record'
import { sealEvents } from '@/lib/audit/seal'
import { inTransaction } from '@/lib/db'
import { env } from '@/lib/env'
import type { Random } from '@/tests/faults/random'
import { until } from '@/tests/faults/scenario'
import { sealedTables } from '@/tests/sealed-tables'

const SEAL_MS = 20_000

/** A short log of one's own, and somebody who may do anything to the tables but holds no signing key. */
export class SealedHistory {
  readonly intruder: Client
  readonly #ring = env.AUDIT_SIGNING_KEYS
  #made = 0

  constructor(intruder: Client) {
    this.intruder = intruder
  }

  static async open(): Promise<SealedHistory> {
    const intruder = new Client({ connectionString: process.env.FAULT_OWNER_URL })
    await intruder.connect()
    const { rows } = await intruder.query<{ name: string }>(
      `select inhrelid::regclass::text as name from pg_inherits where inhparent = 'audit_event'::regclass`,
    )
    for (const table of [...sealedTables, ...rows.map(({ name }) => name)])
      await intruder.query(`alter table ${table} disable trigger all`)
    return new SealedHistory(intruder)
  }

  /** An empty log, under the first key again. */
  async clear(): Promise<void> {
    await this.intruder.query(sealedTables.map((table) => `delete from ${table}`).join('; '))
    this.loseHeads()
    env.AUDIT_SIGNING_KEYS = this.#ring
  }

  loseHeads(): void {
    rmSync(headsFolder(), { recursive: true, force: true })
    forgetWritten()
  }

  /** A dropped or altered month is made anew, empty, with its guards off. */
  async mend(): Promise<void> {
    await this.clear()
    await this.intruder.query('select ensure_audit_partitions(12)')
    const { rows: keys } = await this.intruder.query(`select 1 from pg_constraint where conname = 'audit_event_pkey'`)
    if (keys.length === 0) await this.intruder.query('alter table audit_event add primary key (occurred_at, id)')
    const { rows } = await this.intruder.query<{ name: string }>(
      `select inhrelid::regclass::text as name from pg_inherits where inhparent = 'audit_event'::regclass`,
    )
    for (const { name } of rows) await this.intruder.query(`alter table ${name} disable trigger all`)
  }

  async backUp(): Promise<void> {
    for (const table of sealedTables)
      await this.intruder.query(`drop table if exists backup_${table}; create table backup_${table} as table ${table}`)
  }

  /** What is outside the database stays as it is. */
  async restore(): Promise<void> {
    for (const table of sealedTables)
      await this.intruder.query(`delete from ${table}; insert into ${table} select * from backup_${table}`)
  }

  /** Some writers at a time, each with a few transactions, some of them rolled back. */
  async write(random: Random, writers: number, most: number): Promise<void> {
    await Promise.all(
      Array.from({ length: writers }, async () => {
        const count = 1 + random.below(most)
        const isGivenUp = random.next() < 0.1
        const events = Array.from({ length: count }, () => this.#event(random))
        await inTransaction(async (sql) => {
          await recordEvents(sql, events)
          if (isGivenUp) throw new GivenUp()
        }).catch((error: unknown) => {
          if (!(error instanceof GivenUp)) throw error
        })
      }),
    )
  }

  #event(random: Random) {
    this.#made += 1
    return {
      phase: 'note' as const,
      action: 'licensee.update' as const,
      outcome: 'succeeded' as const,
      actor: systemActor('bench'),
      target: {
        type: 'licensee' as const,
        id: `wx${this.#made}`,
        name: random.one(['星河剧场', '竹影看剧', '鹿鸣影视 “一”']),
      },
      before: { note: '', weight: random.next() },
      after: { note: random.one(['合同 118', '=1+1', '😀\u0000', '']), weight: random.next(), list: [1.5, null, 'x'] },
      reason: `工单 ${random.below(9_000)}`,
    }
  }

  /** Seals whatever there is, in as many batches as it takes. */
  async seal(): Promise<void> {
    const isDone = await until(async () => {
      await sealEvents()
      const { rows } = await this.intruder.query(
        'select 1 from audit_event event where not exists (select 1 from audit_leaf where event_id = event.id) limit 1',
      )
      return rows.length === 0
    }, SEAL_MS)
    if (!isDone) throw new Error(`not sealed within ${SEAL_MS} ms`)
  }

  /** The next head is signed by a new key, which an old one still vouches for. */
  changeKey(): void {
    env.AUDIT_SIGNING_KEYS = `s${randomBytes(3).toString('hex')}:${randomBytes(32).toString('base64')},${env.AUDIT_SIGNING_KEYS}`
  }

  /** Only the newest seed is left in the ring. */
  dropOldKeys(): void {
    env.AUDIT_SIGNING_KEYS = env.AUDIT_SIGNING_KEYS.split(',')[0] ?? ''
  }
}

class GivenUp extends Error {}
