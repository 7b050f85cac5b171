import { Client } from 'pg'
import { appendHeads } from '@/lib/audit/heads'
import { introduceKey } from '@/lib/audit/introduce-key'
import { columns, toEventRow } from '@/lib/audit/record'
import { type Head, signingKeys } from '@/lib/audit/signing'
import { ensureConnections } from '@/lib/connections/ensure-connections'
import { currentConnection } from '@/lib/connections/queries'
import { pool, type Sql } from '@/lib/db'
import { defaultCredentials } from '@/sandbox/credentials'
import { copyIn, toLine } from '@/tests/bench/copy'
import { Cast, idAt } from '@/tests/bench/log/cast'
import { type Deed, makeDeed, type OperationRow, type Scene } from '@/tests/bench/log/deeds'
import { closeMonth, lastMonths, type Month, openMonth } from '@/tests/bench/log/month'
import { BATCH_COLUMNS, BulkSealer, LEAF_COLUMNS, NODE_COLUMNS } from '@/tests/bench/log/seal-lines'
import { LOG_SEED } from '@/tests/bench/log/seed'
import { Random } from '@/tests/faults/random'

/** Sealed once a second as in life; beyond this once a minute, for a million signatures prove nothing more. */
const SECONDLY_TO = 2_000_000
const DAY_MS = 86_400_000
const EVENT_COLUMNS = ['occurred_at', 'seq', 'transaction_id', ...columns]
const OPERATION_COLUMNS =
  'id number action connection_id request_key request_hash state verdict reason summary actor_id actor_name actor_role created_at started_at finished_at'.split(
    ' ',
  )

type State = { seq: number; number: number; sealer: BulkSealer; scene: Scene }

/**
 * Fills a migrated database with a year's log of about `events` rows, month by month, each whole or not at all. A program
 * of its own. What an earlier run finished stays; after `minutes` no further month is begun.
 */
async function fillLog(
  ownerUrl: string,
  events: number,
  minutes: number,
): Promise<{ events: number; isComplete: boolean }> {
  const owner = new Client({ connectionString: ownerUrl })
  await owner.connect()
  const started = Date.now()
  for (const setting of [
    `maintenance_work_mem = '400MB'`,
    'synchronous_commit = off',
    'max_parallel_maintenance_workers = 0',
  ])
    await owner.query(`set ${setting}`)
  await owner.query('create schema if not exists bench')
  await owner.query(
    'create table if not exists bench.month (name text primary key, events bigint not null, until timestamptz not null)',
  )
  const done = new Set(
    (await owner.query<{ name: string }>('select name from bench.month')).rows.map(({ name }) => name),
  )
  const months = lastMonths(done.size > 0 ? await firstNow(owner) : new Date())
  if (done.size === 0) await owner.query('create table if not exists bench.begun as select clock_timestamp() as at')
  const whole = months.reduce((sum, month) => sum + weightOf(month), 0)
  const cast = new Cast(LOG_SEED)
  for (const [index, month] of months.entries()) {
    if (done.has(month.name)) continue
    if (Date.now() - started > minutes * 60_000) return { events: await countOf(owner), isComplete: false }
    const begun = performance.now()
    await owner.query('begin')
    const state = await readState(owner, cast, new Random(LOG_SEED + index), events > SECONDLY_TO ? 60 : 1)
    const made = await fillMonth(owner, month, state, events / whole)
    await owner.query('insert into bench.month values ($1, $2, $3)', [month.name, made, month.until])
    await owner.query('commit')
    process.stderr.write(`${month.name} ${made} events ${((performance.now() - begun) / 1_000).toFixed(0)} s\n`)
  }
  await owner.query('vacuum (analyze) audit_event, audit_leaf, audit_batch, operation')
  await appendHeads()
  const total = await countOf(owner)
  await owner.end()
  return { events: total, isComplete: true }
}

const countOf = async (owner: Client): Promise<number> =>
  Number((await owner.query('select coalesce(sum(events), 0) as sum from bench.month')).rows[0].sum)

/** A run that goes on next month still fills the months of its beginning. */
const firstNow = async (owner: Client): Promise<Date> => (await owner.query('select at from bench.begun')).rows[0].at

/** Weekends are quiet. */
const dayWeight = (day: number): number => ([0, 6].includes(new Date(day).getUTCDay()) ? 0.3 : 1)
function weightOf({ from, until }: Month): number {
  let weight = 0
  for (let day = from.getTime(); day < until.getTime(); day += DAY_MS) weight += dayWeight(day)
  return weight
}

async function readState(owner: Client, cast: Cast, random: Random, everySeconds: number): Promise<State> {
  const { rows } = await owner.query(
    `select coalesce((select seq from audit_leaf order by leaf_no desc limit 1), 0) as seq, (select coalesce(max(number), 0) from operation) as number,
            pg_snapshot_xmin(pg_current_snapshot())::text as xmin`,
  )
  const [last] = (await owner.query('select * from audit_batch order by batch_no desc limit 1')).rows
  const [key] = signingKeys()
  const [wechat, polyv] = [await currentConnection('wechat'), await currentConnection('polyv')]
  if (!key || !wechat || !polyv) throw new Error('no signing key or no connection')
  const onOwner: Sql = async <Row>(text: string, values: readonly unknown[] = []) =>
    (await owner.query(text, [...values])).rows as Row[]
  if (!last) await introduceKey(onOwner, key, 0)
  const head: (Head & { frontier: Buffer[] }) | null = last
    ? {
        batchNo: Number(last.batch_no),
        treeSize: Number(last.tree_size),
        root: last.root,
        previous: last.previous,
        sealedAt: last.sealed_at,
        keyId: last.key_id,
        frontier: last.frontier,
      }
    : null
  const state: State = {
    seq: Number(rows[0].seq),
    number: Number(rows[0].number),
    sealer: new BulkSealer(key, rows[0].xmin, head, everySeconds),
    scene: { cast, random, wechatId: wechat.id, polyvId: polyv.id, nextNumber: () => (state.number += 1) },
  }
  return state
}

async function fillMonth(owner: Client, month: Month, state: State, perWeight: number): Promise<number> {
  await openMonth(owner, month)
  let [made, wanted] = [0, 0]
  for (let day = month.from.getTime(); day < month.until.getTime(); day += DAY_MS) {
    wanted += dayWeight(day) * perWeight
    made += await fillDay(owner, month, day, state, wanted - made)
  }
  await closeMonth(owner, month)
  await owner.query(`select setval(pg_get_serial_sequence('audit_event', 'seq'), $1)`, [state.seq])
  await owner.query(`select setval(pg_get_serial_sequence('operation', 'number'), $1)`, [Math.max(1, state.number)])
  return made
}

/** Nine to seven in Beijing with a dip at noon, some of it at night. */
function moment(random: Random, day: number): number {
  const hour = random.next() < 0.93 ? 1 + (random.next() + random.next()) * 5 : random.next() * 23
  return day + Math.floor(hour * 3_600_000)
}

async function fillDay(owner: Client, month: Month, day: number, state: State, wanted: number): Promise<number> {
  const { random } = state.scene
  const deeds: Deed[] = []
  for (let count = 0; count < wanted; count += deeds.at(-1)?.events.length ?? 1)
    deeds.push(makeDeed(state.scene, moment(random, day)))
  const events = deeds.flatMap((deed) => deed.events).sort((left, right) => left.at - right.at)
  const sealable: Parameters<BulkSealer['seal']>[0][number][] = []
  const lines = events.map(({ at, event }) => {
    const row = toEventRow(event, idAt(random, at - 3))
    state.seq += 1
    sealable.push({ id: String(row.id), seq: state.seq, at, rowHash: String(row.row_hash) })
    // Below every transaction of this cluster, as those of a log that grew over a year would be.
    return toLine([new Date(at), state.seq, state.seq - 2_000_000_000, ...columns.map((column) => row[column])])
  })
  await copyIn(owner, month.name, EVENT_COLUMNS, lines)
  await copyIn(
    owner,
    'operation',
    OPERATION_COLUMNS,
    deeds.flatMap(({ operation }) => (operation ? [operationLine(operation, state.scene)] : [])),
  )
  const sealed = state.sealer.seal(sealable)
  await copyIn(owner, 'audit_leaf', LEAF_COLUMNS, sealed.leaves)
  await copyIn(owner, 'audit_node', NODE_COLUMNS, sealed.nodes)
  await copyIn(owner, 'audit_batch', BATCH_COLUMNS, sealed.batches)
  return events.length
}

function operationLine(
  { id, number, action, verdict, reason, summary, actor, at }: OperationRow,
  scene: Scene,
): string {
  const connectionId = action === 'channel.conditions.update' ? scene.polyvId : scene.wechatId
  const end = new Date(at + 3_000)
  return toLine([
    id,
    number,
    action,
    connectionId,
    `bench-${id}`,
    '0'.repeat(64),
    'done',
    verdict,
    reason,
    summary,
    actor.id,
    actor.name,
    actor.role,
    new Date(at),
    new Date(at + 200),
    end,
  ])
}

const { BENCH_OWNER_URL = '' } = process.env
const [events, minutes] = process.argv.slice(2).map(Number)
const { wechat, polyv } = defaultCredentials
await ensureConnections({
  wechatAppId: wechat.appId,
  wechatAppSecret: wechat.appSecret,
  polyvAppId: polyv.appId,
  polyvAppSecret: polyv.appSecret,
  polyvUserId: polyv.userId,
})
process.stdout.write(`${JSON.stringify(await fillLog(BENCH_OWNER_URL, events ?? 0, minutes ?? 600))}\n`)
await pool.end()
