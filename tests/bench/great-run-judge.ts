import type { Stage } from './stage.ts'

type Asked = { dramaIds: string[]; appids: string[]; expiresAt: number; since: number; pairs: number }

/** Holds the ledger, our copy of the grants and the counts of the receipt against the sandbox's own state, pair by pair. */
export async function compareWithSandbox(stage: Stage, operationId: string, asked: Asked) {
  const { owner, control } = stage
  const violations: string[] = []
  const expect = (what: string, found: unknown, wanted: unknown) => {
    if (found !== wanted) violations.push(`${what}: ${found}, not ${wanted}`)
  }
  const rows = async <Row>(text: string, values: unknown[] = []) => (await owner.query(text, values)).rows as Row[]

  const [operation] = await rows<{ verdict: string }>('select verdict from operation where id = $1', [operationId])
  expect('verdict', operation?.verdict, 'verified')
  const items = await rows<{ verdict: string; items: number }>(
    'select verdict, count(*)::int as items from operation_item where operation_id = $1 group by 1',
    [operationId],
  )
  expect('verified items', items.find(({ verdict }) => verdict === 'verified')?.items, asked.pairs)
  const tallies = await rows<{ verdict: string; items: number }>(
    'select verdict, sum(items)::int as items from operation_tally where operation_id = $1 and items <> 0 group by 1',
    [operationId],
  )
  expect('tallies', sorted(tallies), sorted(items))
  const [events] = await rows<{ count: number }>(
    `select count(distinct item_id)::int as count from audit_event
      where operation_id = $1 and item_id is not null and phase in ('outcome', 'reconcile')`,
    [operationId],
  )
  expect('items with an event of their end', events?.count, asked.pairs)

  const wanted = new Set(asked.appids.flatMap((appid) => asked.dramaIds.map((dramaId) => `${dramaId}@${appid}`)))
  const appids = new Set(asked.appids)
  const there = (await control.wechat()).grants.filter((grant) => appids.has(grant.authorized_appid))
  expect('grants in the sandbox', there.length, asked.pairs)
  const keyOf = (grant: (typeof there)[number]) => `${grant.drama_id}@${grant.authorized_appid}`
  expect('grants nobody asked for', there.filter((grant) => !wanted.has(keyOf(grant))).length, 0)
  const otherEnd = there.filter((grant) => grant.authz_expire_time !== asked.expiresAt)
  expect('grants with another end', otherEnd.length, 0)
  const written = there.filter((grant) => grant.writes !== 1)
  expect('grants written more than once', written.length, 0)

  const copy = await rows<{ pair: string; until: number }>(
    `select drama_id || '@' || appid as pair, extract(epoch from expires_at)::float8 as until from "grant" where appid = any($1)`,
    [asked.appids],
  )
  const held = new Map(there.map((grant) => [keyOf(grant), grant.authz_expire_time]))
  expect('rows of our copy', copy.length, held.size)
  expect('rows of our copy that differ', copy.filter(({ pair, until }) => held.get(pair) !== until).length, 0)

  const sent = (await control.journal({ since: asked.since, upstream: 'wechat' })).filter(({ path }) =>
    path.startsWith('/wxa/sec/vod/'),
  )
  const calls = sent.filter(({ path }) => path.endsWith('/authorizedrama')).length
  const [recorded] = await rows<{ calls: number; open: number }>(
    `select count(*)::int as calls, (count(*) filter (where state = 'open'))::int as open from operation_call where operation_id = $1`,
    [operationId],
  )
  expect('calls left open', recorded?.open, 0)
  if (calls > (recorded?.calls ?? 0)) violations.push(`${calls} calls left for ${recorded?.calls} recorded`)
  return { calls, reads: sent.length - calls, writtenTwice: written.length, violations }
}

const sorted = (rows: { verdict: string; items: number }[]): string =>
  JSON.stringify(rows.map(({ verdict, items }) => [verdict, items]).sort())
