import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { enterTestDatabase, type TestDatabase } from '@/tests/fixtures'

let database: TestDatabase
let owner: Client
/** Heads that a desk on this machine has written are none of this log's. */
const dataFolder = mkdtempSync(path.join(tmpdir(), 'countersign-verify-'))

beforeAll(async () => {
  database = await enterTestDatabase({
    DATA_DIR: dataFolder,
    AUDIT_SIGNING_KEYS: `s1:${randomBytes(32).toString('base64')}`,
  })
  owner = new Client({ connectionString: database.ownerUrl })
  await owner.connect()
  const { recordEvents } = await import('@/lib/audit/record')
  const { systemActor } = await import('@/lib/audit/event')
  const { sql } = await import('@/lib/db')
  const event = (name: string, after: { [key: string]: number | string | null }) => ({
    phase: 'note' as const,
    action: 'system.start' as const,
    outcome: 'succeeded' as const,
    actor: systemActor('start'),
    target: { type: 'system' as const, id: name, name },
    before: { zeta: 1, alpha: null },
    after,
    reason: '合同 118 “首批”\u0000=1+1',
    detail: { nested: { deep: [1.5, 0.1, 1e21] }, name: '😀 长安旧梦' },
  })
  await recordEvents(sql, [
    event('first', { alpha: 'x' }),
    event('second', { alpha: '' }),
    event('third', { zeta: -0 }),
  ])
})

afterAll(async () => {
  const { pool } = await import('@/lib/db')
  await Promise.all([owner.end(), pool.end()])
  await database.drop()
  rmSync(dataFolder, { recursive: true, force: true })
})

it('finds every event as it was written, whatever text it holds', async () => {
  const { verifyEvents } = await import('@/lib/audit/verify')
  const { sql } = await import('@/lib/db')
  expect(await verifyEvents(sql)).toEqual({ count: 0, unsealed: 3, batches: 0, headsCompared: 0, firstBad: null })
})

it('names the first event that somebody with every right has edited', async () => {
  const { verifyEvents } = await import('@/lib/audit/verify')
  const { sql } = await import('@/lib/db')
  await owner.query('alter table audit_event disable trigger audit_event_inserted_only')
  await owner.query(`update audit_event set outcome = 'failed' where target_id = 'second'`)
  await owner.query('alter table audit_event enable trigger audit_event_inserted_only')
  const { rows } = await owner.query(`select id, seq from audit_event where target_id = 'second'`)
  expect(await verifyEvents(sql)).toMatchObject({
    unsealed: 1,
    firstBad: { fault: 'edited', id: rows[0].id, seq: rows[0].seq },
  })
})
