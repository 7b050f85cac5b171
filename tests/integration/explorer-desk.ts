import { randomUUID } from 'node:crypto'
import { Client } from 'pg'
import type { Actor, NewEvent } from '@/lib/audit/event'
import { enterTestDatabase } from '@/tests/fixtures'

async function openLib() {
  const [{ pool, sql }, record, queries, stories, query, facets, histogram, source, culprits, cursor, ids] =
    await Promise.all([
      import('@/lib/db'),
      import('@/lib/audit/record'),
      import('@/lib/audit/queries'),
      import('@/lib/audit/stories'),
      import('@/lib/audit/audit-query'),
      import('@/lib/audit/facets'),
      import('@/lib/audit/histogram'),
      import('@/lib/audit/event-source'),
      import('@/lib/audit/culprits'),
      import('@/lib/audit/cursor'),
      import('@/lib/id'),
    ])
  return {
    pool,
    sql,
    ...record,
    ...queries,
    ...stories,
    ...query,
    ...facets,
    ...histogram,
    ...source,
    ...culprits,
    ...cursor,
    ...ids,
  }
}

export const person = (id: string, name = '运营甲'): Actor => ({
  type: 'person',
  id,
  name,
  role: 'manager',
  sessionPrint: null,
  ip: '10.0.0.7',
  userAgent: null,
})
export const event = (more: Partial<NewEvent> = {}): NewEvent => ({
  phase: 'outcome',
  action: 'licensee.update',
  outcome: 'succeeded',
  actor: person('p1'),
  target: { type: 'licensee', id: 'wx1', name: '星河剧场' },
  ...more,
})
/** A log of the test's own, and how to write into it. Call it before importing anything of lib. */
export async function openExplorerDesk() {
  const database = await enterTestDatabase()
  const lib = await openLib()
  const connectionId = randomUUID()
  await lib.sql(
    `insert into connection (id, kind, name, base_url, account_id, secret_ciphertext, calls_per_second, updated_at)
     values ($1, 'wechat', '汀洲', 'http://127.0.0.1:1', 'wx1', '', 2, now())`,
    [connectionId],
  )
  const write = (...events: NewEvent[]) => lib.recordEvents(lib.sql, events)
  const filterOf = async (written: string) => (await lib.readAuditQuery(written)).filter
  const idsOf = async (written: string) => (await lib.listEvents(await filterOf(written))).events.map(({ id }) => id)

  async function operation(verdict: string | null): Promise<{ id: string; number: number }> {
    const id = lib.newId()
    const [row] = await lib.sql<{ number: number }>(
      `insert into operation (id, action, connection_id, request_key, request_hash, reason, summary, actor_id, actor_name, actor_role, state, verdict, finished_at)
       values ($1, 'drama.grant', $2, $3, '', '', '{}', 'p1', '甲', 'manager', $4, $5, case when $5::text is null then null else now() end) returning number`,
      [id, connectionId, randomUUID(), verdict ? 'done' : 'queued', verdict],
    )
    return { id, number: row?.number ?? 0 }
  }

  /** What an operation writes: what was asked, its call, its cells, and the final word. */
  async function grant(
    actorId: string,
    verdict: 'verified' | 'failed' | 'partial',
    cells: number,
    licensee = '星河剧场',
  ) {
    const { id, number } = await operation(verdict)
    const shared = { actor: person(actorId), action: 'drama.grant' as const, operationId: id }
    const receipt = { type: 'operation' as const, id, name: `R-${number}` }
    const [asked] = await write(
      event({
        ...shared,
        phase: 'requested',
        outcome: 'pending',
        target: { type: 'drama_grant', id: 'wx0', name: '汀洲' },
      }),
      event({ ...shared, phase: 'call', target: receipt }),
      ...Array.from({ length: cells }, (_, cell) =>
        event({
          ...shared,
          itemId: lib.newId(),
          outcome: verdict,
          target: { type: 'drama_grant', id: `${cell}@wx9`, name: `夜航${cell} → ${licensee}` },
        }),
      ),
      event({ ...shared, outcome: verdict, target: receipt }),
    )
    return { id, number, asked: asked ?? '' }
  }

  const asOwner = async (statement: string) => {
    const owner = new Client({ connectionString: database.ownerUrl })
    await owner.connect()
    await owner.query(statement)
    await owner.end()
  }
  const close = async () => {
    await lib.pool.end()
    await database.drop()
  }
  return { ...lib, connectionId, write, filterOf, idsOf, grant, asOwner, close }
}

export type ExplorerDesk = Awaited<ReturnType<typeof openExplorerDesk>>
