import { rmSync } from 'node:fs'
import { Client } from 'pg'
import { expect, it, vi } from 'vitest'
import { database, headFiles, intruder, product, withSealedLog } from '@/tests/integration/audit-seal-fixture'

withSealedLog()

/** The last batch as it would be, had the clock been so much ahead when it was sealed. */
async function sealedAhead(interval: string): Promise<void> {
  const { headText, signingKeys, signText } = await import('@/lib/audit/signing')
  const { rows } = await intruder.query(
    `update audit_batch set sealed_at = sealed_at + $1::interval where batch_no = 2 returning *`,
    [interval],
  )
  const [key] = signingKeys()
  const [row] = rows
  if (!key) throw new Error('no key')
  const head = {
    batchNo: 2,
    treeSize: Number(row.tree_size),
    root: row.root,
    previous: row.previous,
    sealedAt: row.sealed_at,
    keyId: row.key_id,
  }
  await intruder.query('update audit_batch set signature = $1 where batch_no = 2', [signText(key, headText(head))])
  for (const file of headFiles()) rmSync(file)
  const heads = await import('@/lib/audit/heads')
  heads.forgetWritten()
  await heads.appendHeads()
}

it.each(['1 hour', '3 days'])('goes on once a clock that was %s ahead is put right', async (interval) => {
  const { record, sealed, verify, sql } = await product()
  const { readSealState } = await import('@/lib/audit/seal-state')
  await sealedAhead(interval)
  await record('d1')
  expect(await verify()).toMatchObject({ count: 12, unsealed: 1, firstBad: null })
  expect((await readSealState(sql)).oldestUnsealedMs).toBeGreaterThan(0)
  await sealed(1)
  await record('d2')
  await sealed(1)
  expect(await verify()).toMatchObject({ count: 14, unsealed: 0, firstBad: null })
})

it('seals what a restore brought along into a database whose transactions count from the start again', async () => {
  const { record, sealed, verify } = await product()
  const { headCovering } = await import('@/lib/exports/bound-head')
  await record('from elsewhere')
  await intruder.query(
    `update audit_event set transaction_id = transaction_id + 2000000 where target_id = 'from elsewhere'`,
  )
  await intruder.query('update audit_batch set sealed_before = sealed_before + 1000000')
  await record('from here')
  const moment = new Date(Date.now() + 60_000)
  expect(await verify()).toMatchObject({ count: 12, unsealed: 2, firstBad: null })
  expect(await headCovering(moment)).toBeNull()
  await sealed(2)
  expect(await headCovering(moment)).toBeGreaterThan(2)
  await record('later')
  expect(await headCovering(moment)).toBeNull()
  await sealed(1)
  expect(await headCovering(moment)).toBeGreaterThan(3)
  expect(await verify()).toMatchObject({ count: 15, unsealed: 0, firstBad: null })
})

it('tells of an event that has waited for its seal, unless something still running holds it up', async () => {
  const { record, sealed, verify, sql } = await product()
  const { readHealth } = await import('@/lib/health/read-health')
  const { sentenceOf } = await import('@/lib/audit/verdict-sentence')
  await sql(`insert into runner (heartbeat_at) values (now())`)
  expect(await readHealth()).toMatchObject({ ok: true, sealer: 'ok' })
  const writer = new Client({ connectionString: database.url })
  await writer.connect()
  await writer.query('begin')
  await writer.query('select pg_current_xact_id()')
  await record('d1')
  await intruder.query(`update audit_event set occurred_at = occurred_at - interval '3 minutes' where target_id = 'd1'`)
  const held = await verify()
  expect(held).toMatchObject({ unsealed: 1, firstBad: null })
  expect(held.waitingMs).toBeUndefined()
  await writer.query('commit')
  await writer.end()
  await vi.waitFor(async () => {
    const waiting = await verify()
    expect(waiting).toMatchObject({ unsealed: 1, firstBad: null })
    expect(waiting.waitingMs).toBeGreaterThan(179_000)
    expect(sentenceOf(waiting)).toContain('One has waited 3 minutes for its seal')
  }, 20_000)
  expect(await readHealth()).toMatchObject({ ok: false, worker: 'ok', sealer: 'behind' })
  await sealed(1)
  const after = await verify()
  expect(after.waitingMs).toBeUndefined()
  expect(await readHealth()).toMatchObject({ ok: true, sealer: 'ok' })
})

it('says how many heads stand in the database alone', async () => {
  const { verify } = await product()
  const { sentenceOf } = await import('@/lib/audit/verdict-sentence')
  expect(sentenceOf(await verify())).toContain('3 heads on disk agree.')
  for (const file of headFiles()) rmSync(file)
  const result = await verify()
  expect(result).toMatchObject({ batches: 3, headsCompared: 0, firstBad: null })
  expect(sentenceOf(result)).toContain('0 heads on disk agree, 3 stand only in the database.')
})

it('takes no event from outside of time; one that stands there is named and holds up no other', async () => {
  const { record, sealed, verify, sql } = await product()
  const copy = (at: string) =>
    `insert into audit_event select (jsonb_populate_record(event, jsonb_build_object('id', gen_random_uuid(), 'seq', 900001,
            'transaction_id', pg_current_xact_id()::text, 'occurred_at', '${at}'))).*
       from audit_event event where target_id = 'b3'`
  for (const at of ['infinity', '-infinity', '1999-12-31', '2200-01-01'])
    await expect(sql(copy(at))).rejects.toMatchObject({ constraint: 'audit_event_time_check' })
  await intruder.query('alter table audit_event drop constraint audit_event_time_check')
  for (const at of ['infinity', '-infinity', '280000-01-01']) {
    await intruder.query(copy(at))
    await record(`beside ${at}`)
    await sealed(1)
    expect((await verify()).firstBad).toEqual({
      fault: 'inserted',
      seq: '900001',
      id: expect.any(String),
      occurredAt: null,
      batchNo: null,
    })
    await intruder.query('delete from audit_event where seq = 900001')
  }
})
