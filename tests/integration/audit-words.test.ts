import { afterAll, beforeAll, expect, it } from 'vitest'
import { type ExplorerDesk, openExplorerDesk } from './explorer-desk'

let desk: ExplorerDesk

beforeAll(async () => {
  desk = await openExplorerDesk()
})
afterAll(() => desk.close())

async function readAll(filter: Parameters<ExplorerDesk['listEvents']>[0], size: number) {
  const ids: string[] = []
  for (let after: string | null = null; ; ) {
    const cursor = desk.readCursor(after)
    const page: Awaited<ReturnType<ExplorerDesk['listEvents']>> = await desk.listEvents(
      filter,
      cursor && { after: cursor },
      size,
    )
    ids.push(...page.events.map(({ id }) => id))
    if (page.older === null) return ids
    after = page.older
  }
}

it('finds a word that is spread thinly over two years, each time once and in order, and back again', async () => {
  await desk.asOwner(
    `insert into audit_event (id, occurred_at, schema_version, phase, action, outcome, actor_type, actor_id, actor_name, actor_role,
                              target_type, target_id, target_name, search_tokens, row_hash)
     select gen_random_uuid(), now() - n * interval '6 days 5 hours', 1, 'outcome', 'licensee.update', 'succeeded', 'person', 'thin', '某人',
            'manager', 'licensee', 'thin', '某物', array['归墟'], '-' from generate_series(0, 120) n`,
  )
  const wanted = (
    await desk.sql<{ id: string }>(
      `select id from audit_event where actor_id = 'thin' order by occurred_at desc, seq desc`,
    )
  ).map(({ id }) => id)
  for (const size of [3, 20, 50, 110]) expect(await readAll({ text: '归墟' }, size), String(size)).toEqual(wanted)
  const from = new Date(Date.now() - 400 * 86_400_000)
  const until = new Date(Date.now() - 40 * 86_400_000)
  const narrowed = await readAll({ text: '归墟', from, until }, 7)
  expect(narrowed).toEqual(wanted.slice(wanted.indexOf(narrowed[0] ?? ''), wanted.indexOf(narrowed.at(-1) ?? '') + 1))
  expect(narrowed).toHaveLength(58)

  let page = await desk.listEvents({ text: '归墟', until }, null, 10)
  const forwards = [page.events.map(({ id }) => id)]
  for (let turn = 0; turn < 3; turn += 1) {
    const cursor = desk.readCursor(page.older)
    page = await desk.listEvents({ text: '归墟', until }, cursor && { after: cursor }, 10)
    forwards.push(page.events.map(({ id }) => id))
  }
  const backwards = [forwards.at(-1)]
  for (let turn = 0; turn < 3; turn += 1) {
    const cursor = desk.readCursor(page.newer)
    page = await desk.listEvents({ text: '归墟', until }, cursor && { before: cursor }, 10)
    backwards.unshift(page.events.map(({ id }) => id))
  }
  expect(backwards).toEqual(forwards)
})
