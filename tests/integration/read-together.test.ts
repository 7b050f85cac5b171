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

it('gives what each read gives by itself: its own values, its rows in order, none as none, moments to the millisecond', async () => {
  const { readOne, readTogether, toRead } = await import('@/lib/read')
  const numbers = (from: number, until: number) =>
    toRead(
      'select n from generate_series($1::int, $2::int) n order by n desc',
      [from, until],
      (rows: { n: number }[]) => rows.map(({ n }) => n),
    )
  const moment = toRead(
    "select timestamptz '2026-11-27T07:25:00.123+08' as at",
    [],
    ([row]: { at: Date | string }[]) => new Date(row?.at ?? 0),
  )
  const reads = { few: numbers(1, 3), moment, none: numbers(2, 1), others: numbers(7, 8) }
  const together = await readTogether(reads)
  expect(together).toEqual({ few: [3, 2, 1], moment: new Date('2026-11-26T23:25:00.123Z'), none: [], others: [8, 7] })
  for (const name of ['few', 'moment', 'none', 'others'] as const)
    expect(together[name], name).toEqual(await readOne<unknown>(reads[name]))
})

it('reads what stands around a desk the same together as apart', async () => {
  const { readTogether } = await import('@/lib/read')
  const { sql } = await import('@/lib/db')
  const { connectionHealth, readConnectionHealth } = await import('@/lib/connections/health')
  const { readRunningWork, runningWork } = await import('@/lib/operations/running-work')
  const { listOpenSlips, openSlips } = await import('@/lib/grants/open-slips')
  await sql(
    `insert into connection (id, kind, name, base_url, account_id, secret_ciphertext, calls_per_second, last_ok_at, last_error_at)
     values (gen_random_uuid(), 'wechat', '长夜', 'http://127.0.0.1', 'wx1', '-', 1, now(), now() - interval '1 hour')`,
  )
  const together = await readTogether({
    health: connectionHealth,
    running: runningWork,
    slips: openSlips('nobody', 50),
  })
  expect(together.health).toMatchObject([{ name: '长夜', isAddressRefused: false, lastOkAt: expect.any(Date) }])
  expect(together).toEqual({
    health: await readConnectionHealth(),
    running: await readRunningWork(),
    slips: await listOpenSlips('nobody'),
  })
})
