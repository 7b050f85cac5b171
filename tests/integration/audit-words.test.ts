import { randomBytes } from 'node:crypto'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@/tests/fixtures'

let database: TestDatabase
type Lib = Awaited<ReturnType<typeof openLib>>
let lib: Lib

async function openLib() {
  const [{ pool, sql }, queries, { readCursor }] = await Promise.all([
    import('@/lib/db'),
    import('@/lib/audit/queries'),
    import('@/lib/audit/cursor'),
  ])
  return { pool, sql, readCursor, ...queries }
}

beforeAll(async () => {
  database = await createTestDatabase()
  const key = randomBytes(32).toString('base64')
  Object.assign(process.env, {
    DATABASE_URL: database.url,
    APP_KEYS: `k1:${key}`,
    AUTH_SECRET: key,
    FINGERPRINT_KEY: `f1:${key}`,
  })
  lib = await openLib()
})

afterAll(async () => {
  await lib.pool.end()
  await database.drop()
})

async function readAll(filter: Parameters<Lib['listEvents']>[0], size: number) {
  const ids: string[] = []
  for (let after: string | null = null; ; ) {
    const cursor = lib.readCursor(after)
    const page: Awaited<ReturnType<Lib['listEvents']>> = await lib.listEvents(filter, cursor && { after: cursor }, size)
    ids.push(...page.events.map(({ id }) => id))
    if (page.older === null) return ids
    after = page.older
  }
}

it('finds a word that is spread thinly over two years, each time once and in order, and back again', async () => {
  const owner = new Client({ connectionString: database.ownerUrl })
  await owner.connect()
  await owner.query(
    `insert into audit_event (id, occurred_at, schema_version, phase, action, outcome, actor_type, actor_id, actor_name, actor_role,
                              target_type, target_id, target_name, search_tokens, row_hash)
     select gen_random_uuid(), now() - n * interval '6 days 5 hours', 1, 'outcome', 'licensee.update', 'succeeded', 'person', 'thin', '某人',
            'manager', 'licensee', 'thin', '某物', array['归墟'], '-' from generate_series(0, 120) n`,
  )
  await owner.end()
  const wanted = (
    await lib.sql<{ id: string }>(
      `select id from audit_event where actor_id = 'thin' order by occurred_at desc, seq desc`,
    )
  ).map(({ id }) => id)
  for (const size of [3, 20, 50, 110]) expect(await readAll({ text: '归墟' }, size), String(size)).toEqual(wanted)
  const from = new Date(Date.now() - 400 * 86_400_000)
  const until = new Date(Date.now() - 40 * 86_400_000)
  const narrowed = await readAll({ text: '归墟', from, until }, 7)
  expect(narrowed).toEqual(wanted.slice(wanted.indexOf(narrowed[0] ?? ''), wanted.indexOf(narrowed.at(-1) ?? '') + 1))
  expect(narrowed).toHaveLength(58)

  let page = await lib.listEvents({ text: '归墟', until }, null, 10)
  const forwards = [page.events.map(({ id }) => id)]
  for (let turn = 0; turn < 3; turn += 1) {
    const cursor = lib.readCursor(page.older)
    page = await lib.listEvents({ text: '归墟', until }, cursor && { after: cursor }, 10)
    forwards.push(page.events.map(({ id }) => id))
  }
  const backwards = [forwards.at(-1)]
  for (let turn = 0; turn < 3; turn += 1) {
    const cursor = lib.readCursor(page.newer)
    page = await lib.listEvents({ text: '归墟', until }, cursor && { before: cursor }, 10)
    backwards.unshift(page.events.map(({ id }) => id))
  }
  expect(backwards).toEqual(forwards)
})
