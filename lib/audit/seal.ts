import 'server-only'
import { assertLastHolds } from '@/lib/audit/check-last'
import { dieBeforeSeal } from '@/lib/audit/fault-point'
import { appendHeads } from '@/lib/audit/heads'
import { introduceKey } from '@/lib/audit/introduce-key'
import { KEPT_HEIGHTS } from '@/lib/audit/kept-hashes'
import { leafHash } from '@/lib/audit/leaf'
import { Frontier, type Subtree } from '@/lib/audit/merkle'
import { type Head, hashHead, headText, signingKeys, signText } from '@/lib/audit/signing'
import { inTransaction, type Sql } from '@/lib/db'

const MOST_AT_ONCE = 5_000
const NO_HEAD = Buffer.alloc(32)
const DAY_MS = 86_400_000
/** No event of ours is later; one put at infinity has no place in a leaf. */
const LATEST = '2200-01-01T00:00:00Z'

type Last = Head & { sealedBefore: bigint; frontier: Buffer[]; signature: Buffer }
type Unsealed = { id: string; seq: string; occurred_at: Date; transaction_id: string; row_hash: string }

/**
 * Seals events whose transactions are over into one signed batch, and writes its head outside the database too. One
 * sealer at a time, whichever process it is in.
 * @returns how many were sealed; as many as `MOST_AT_ONCE` means that more are waiting.
 */
export async function sealEvents(): Promise<{ sealed: number; isMore: boolean }> {
  const sealed = await inTransaction(async (sql) => {
    const [lock] = await sql<{ mine: boolean }>(
      `select pg_try_advisory_xact_lock(hashtextextended('audit-seal', 0)) as mine`,
    )
    if (!lock?.mine) return 0
    return sealBatch(sql)
  })
  await appendHeads()
  return { sealed, isMore: sealed === MOST_AT_ONCE }
}

async function sealBatch(sql: Sql): Promise<number> {
  const last = await lastBatch(sql)
  const { events, sealedBefore } = await unsealedEvents(sql, last)
  if (events.length === 0) return 0
  await dieBeforeSeal(
    sql,
    events.map((event) => event.id),
  )
  const [key] = signingKeys()
  if (!key) throw new Error('AUDIT_SIGNING_KEYS is empty')
  const batchNo = last ? last.batchNo + 1 : 0
  await introduceKey(sql, key, batchNo)
  await assertLastHolds(sql, last)

  const frontier = new Frontier(last?.treeSize ?? 0, last?.frontier ?? [])
  const firstLeaf = frontier.size
  const nodes: Subtree[] = []
  const hashes: Buffer[] = []
  for (const event of events) {
    const hash = leafHash({ eventId: event.id, seq: event.seq, occurredAt: event.occurred_at, rowHash: event.row_hash })
    hashes.push(hash)
    nodes.push(...frontier.append(hash).filter(({ height }) => KEPT_HEIGHTS.has(height)))
  }
  await insertLeaves(sql, batchNo, firstLeaf, events, hashes)
  await insertNodes(sql, nodes)
  const head: Head = {
    batchNo,
    treeSize: frontier.size,
    root: frontier.root(),
    previous: last ? hashHead(last) : NO_HEAD,
    sealedAt: await databaseTime(sql),
    keyId: key.id,
  }
  await sql(
    `insert into audit_batch (batch_no, tree_size, root, previous, sealed_at, sealed_before, frontier, key_id, signature)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      batchNo,
      head.treeSize,
      head.root,
      head.previous,
      head.sealedAt,
      sealedBefore,
      frontier.roots,
      head.keyId,
      signText(key, headText(head)),
    ],
  )
  return events.length
}

async function databaseTime(sql: Sql): Promise<Date> {
  const [row] = await sql<{ now: Date }>('select clock_timestamp()::timestamptz(3) as now')
  if (!row) throw new Error('the database has no time')
  return row.now
}

async function lastBatch(sql: Sql): Promise<Last | null> {
  const [row] = await sql<{
    batch_no: string
    tree_size: string
    root: Buffer
    previous: Buffer
    sealed_at: Date
    sealed_before: string
    frontier: Buffer[]
    key_id: string
    signature: Buffer
  }>('select * from audit_batch order by batch_no desc limit 1')
  if (!row) return null
  return {
    batchNo: Number(row.batch_no),
    treeSize: Number(row.tree_size),
    root: row.root,
    previous: row.previous,
    sealedAt: row.sealed_at,
    keyId: row.key_id,
    sealedBefore: BigInt(row.sealed_before),
    frontier: row.frontier,
    signature: row.signature,
  }
}

/**
 * Numbers are given out before commit, so order by transaction: all those below the oldest one still running have ended.
 * In a database restored elsewhere transaction ids begin anew: then whatever has no leaf is looked for, and a visible
 * event with an id that has not been given out yet came with the restore. Only what lies in the last day is looked
 * through, and a clock that was put back does not move that day ahead of the events.
 */
async function unsealedEvents(sql: Sql, last: Last | null): Promise<{ events: Unsealed[]; sealedBefore: string }> {
  const [horizon] = await sql<{ xmin: string; now: Date }>(
    'select pg_snapshot_xmin(pg_current_snapshot())::text as xmin, clock_timestamp() as now',
  )
  if (!horizon) throw new Error('the database has no snapshot')
  const from = last && BigInt(horizon.xmin) >= last.sealedBefore ? last.sealedBefore : 0n
  const since = Math.min(last?.sealedAt.getTime() ?? DAY_MS, horizon.now.getTime()) - DAY_MS
  const events = await sql<Unsealed>(
    `select event.id, event.seq, event.occurred_at, event.transaction_id, event.row_hash
       from audit_event event
      where event.transaction_id >= $1
        and (event.transaction_id < $2 or event.transaction_id >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint)
        and event.occurred_at >= $3 and event.occurred_at < '${LATEST}'
        and not exists (select 1 from audit_leaf leaf where leaf.event_id = event.id)
      order by event.transaction_id, event.seq limit ${MOST_AT_ONCE}`,
    [from.toString(), horizon.xmin, new Date(since)],
  )
  const reached = events.length === MOST_AT_ONCE ? events.at(-1)?.transaction_id : undefined
  return {
    events,
    sealedBefore: reached !== undefined && BigInt(reached) < BigInt(horizon.xmin) ? reached : horizon.xmin,
  }
}

async function insertLeaves(
  sql: Sql,
  batchNo: number,
  firstLeaf: number,
  events: readonly Unsealed[],
  hashes: readonly Buffer[],
): Promise<void> {
  await sql(
    `insert into audit_leaf (leaf_no, batch_no, event_id, occurred_at, seq, leaf_hash)
     select $1 + place - 1, $2, id, occurred_at, seq, substring($6::bytea from (place::int - 1) * 32 + 1 for 32)
       from unnest($3::uuid[], $4::timestamptz[], $5::bigint[]) with ordinality as leaf(id, occurred_at, seq, place)`,
    [
      firstLeaf,
      batchNo,
      toArray(events.map((event) => event.id)),
      toArray(events.map((event) => event.occurred_at.toISOString())),
      toArray(events.map((event) => event.seq)),
      Buffer.concat(hashes),
    ],
  )
}

/** Of words that need no quotes, so that none of five thousand is looked through for them. */
const toArray = (words: readonly string[]): string => `{${words.join(',')}}`

async function insertNodes(sql: Sql, nodes: readonly Subtree[]): Promise<void> {
  if (nodes.length === 0) return
  await sql(
    `insert into audit_node (height, place, hash)
     select * from unnest($1::smallint[], $2::bigint[], $3::bytea[])`,
    [nodes.map((node) => node.height), nodes.map((node) => node.place), nodes.map((node) => node.hash)],
  )
}
