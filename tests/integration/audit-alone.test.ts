import { afterAll, beforeAll, expect, it } from 'vitest'
import type { NewEvent } from '@/lib/audit/event'
import { enterTestDatabase, type TestDatabase } from '@/tests/fixtures'

let database: TestDatabase
beforeAll(async () => {
  database = await enterTestDatabase({ DATABASE_POOL_SIZE: '4' })
})
afterAll(async () => {
  const { pool } = await import('@/lib/db')
  await pool.end()
  await database.drop()
})

const refusal = (id: string): NewEvent => ({
  phase: 'denied',
  action: 'session.refuse',
  outcome: 'denied',
  actor: {
    type: 'anonymous',
    id: 'anonymous',
    name: 'a***@example.com',
    role: 'none',
    sessionPrint: null,
    ip: null,
    userAgent: null,
  },
  target: { type: 'session', id, name: id },
})

async function load() {
  const [{ recordAlone }, { pool, sql }] = await Promise.all([import('@/lib/audit/record-alone'), import('@/lib/db')])
  return { recordAlone, pool, sql }
}

it('writes a burst of events that belong to nothing, each once, and takes one connection for all of them', async () => {
  const { recordAlone, pool, sql } = await load()
  const wanted = Array.from({ length: 450 }, (_, at) => `burst ${at}`)
  const burst = wanted.map((id) => recordAlone(refusal(id)))
  expect(pool.totalCount).toBe(1)
  expect(pool.waitingCount).toBe(0)
  const ids = await Promise.all(burst)
  const rows = await sql<{ id: string; target_id: string }>(
    `select id, target_id from audit_event where target_id like 'burst %' order by seq`,
  )
  expect(rows).toEqual(wanted.map((target_id, at) => ({ id: ids[at], target_id })))
})

it('lets none fail for another that cannot be written', async () => {
  const { recordAlone, sql } = await load()
  const wrong = { ...refusal('among others wrong'), outcome: 'perhaps' as 'denied' }
  const results = await Promise.allSettled([
    recordAlone(refusal('among others 1')),
    recordAlone(refusal('among others 2')),
    recordAlone(wrong),
    recordAlone(refusal('among others 3')),
  ])
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled'])
  const rows = await sql(`select target_id from audit_event where target_id like 'among others %' order by target_id`)
  expect(rows).toEqual([1, 2, 3].map((at) => ({ target_id: `among others ${at}` })))
})

it('goes on after all of them failed', async () => {
  const { recordAlone, sql } = await load()
  const wrong = { ...refusal('wrong'), outcome: 'perhaps' as 'denied' }
  const results = await Promise.allSettled([recordAlone(wrong), recordAlone(wrong), recordAlone(wrong)])
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
  const id = await recordAlone(refusal('afterwards'))
  expect(await sql('select target_id from audit_event where id = $1', [id])).toEqual([{ target_id: 'afterwards' }])
})
