import { afterAll, beforeAll, expect, it } from 'vitest'
import { enterTestDatabase, type TestDatabase } from '@/tests/fixtures'

let database: TestDatabase

beforeAll(async () => {
  database = await enterTestDatabase()
})

afterAll(async () => {
  const { pool } = await import('@/lib/db')
  await pool.end()
  await database.drop()
})

const MANY = 30_000
const query = (count: number) => `select generate_series(1, ${count})::bigint as number, repeat('x', 100) as text`

async function all<Row>(pages: AsyncIterable<Row[]>): Promise<Row[]> {
  const rows: Row[] = []
  for await (const page of pages) rows.push(...page)
  return rows
}

async function product() {
  const { copyRows, queryRows } = await import('@/lib/audit/arriving-rows')
  const { Fields } = await import('@/lib/audit/fields')
  const { pool, sql } = await import('@/lib/db')
  const doing = async () =>
    (
      await sql<{ wait_event: string | null }>(
        `select wait_event from pg_stat_activity where query like '%generate_series%' and pid <> pg_backend_pid() and state = 'active'`,
      )
    ).map((row) => row.wait_event)
  const copied = (count: number) => copyRows(query(count))
  const asked = (count: number) => queryRows<{ number: string; text: string }>({ text: query(count) })
  return { copied, asked, copyRows, queryRows, Fields, pool, doing }
}

it('gives every row once, in their order, whatever time is taken over them', async () => {
  const { copied, asked, Fields } = await product()
  let expected = 1
  for await (const rows of copied(MANY)) {
    if (expected % 7 === 0) await new Promise((resolve) => setImmediate(resolve))
    for (const row of rows) {
      const fields = new Fields(row)
      if (fields.take().bigint === expected && fields.take().text.length === 100) expected += 1
    }
  }
  expect(expected).toBe(MANY + 1)
  expected = 1
  for await (const rows of asked(20_000)) {
    if (expected % 7 === 0) await new Promise((resolve) => setImmediate(resolve))
    for (const row of rows) if (Number(row.number) === expected) expected += 1
  }
  expect(expected).toBe(20_001)
})

it('gives nothing where there is nothing', async () => {
  const { copied, asked } = await product()
  expect(await copied(0).next()).toMatchObject({ done: true })
  expect(await asked(0).next()).toMatchObject({ done: true })
})

it.each(['copied', 'asked'] as const)(
  'makes PostgreSQL wait for who does not ask on, and stops it with them: %s',
  async (how) => {
    const desk = await product()
    const rows = desk[how](1_000 * MANY)
    const first = await rows.next()
    expect(first.value?.length).toBeLessThan(10_000)
    await expect.poll(desk.doing, { timeout: 10_000 }).toEqual(['ClientWrite'])
    await rows.return(undefined)
    await expect.poll(desk.doing, { timeout: 10_000 }).toEqual([])
    expect(desk.pool.totalCount).toBe(desk.pool.idleCount)
  },
)

it('fails as the question does, and the next one is answered', async () => {
  const { copyRows, queryRows, copied } = await product()
  const broken = 'select 1 / (5 - generate_series(1, 9))'
  await expect(all(copyRows(broken))).rejects.toThrow('division by zero')
  await expect(all(queryRows({ text: broken }))).rejects.toThrow('division by zero')
  expect(await all(copied(3))).toHaveLength(3)
})
