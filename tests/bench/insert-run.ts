import { type NewEvent, systemActor } from '@/lib/audit/event'
import { columns, recordEvent, toEventRow } from '@/lib/audit/record'
import { recordAlone } from '@/lib/audit/record-alone'
import { readSealState } from '@/lib/audit/seal-state'
import { startSealer } from '@/lib/audit/sealer'
import { pool, preparedSql as sql } from '@/lib/db'
import { newId } from '@/lib/id'
import { percentile, runRounds, sample, timed } from './rounds'

const CLIENTS = 16
const STRETCH_MS = 4_000
/** Looking costs the database something too. */
const AGE_EVERY_MS = 200

/** The outcome of one pair of a grant, of which a log holds more than of anything else. */
const event: NewEvent = {
  operationId: newId(),
  itemId: newId(),
  connectionId: newId(),
  phase: 'outcome',
  action: 'drama.grant',
  outcome: 'verified',
  actor: { ...systemActor('bench'), type: 'person', id: 'bench', name: '运营甲', role: 'manager' },
  target: { type: 'drama_grant', id: '10000037@wxbe9c000000000001', name: '《长夜归人》→ 星河剧场' },
  before: { expiresAt: 1_780_000_000, state: 'granted' },
  after: { expiresAt: 1_790_000_000, state: 'granted' },
  detail: { cause: null, code: null, message: null, rid: null, fields: [], attempts: 1 },
  reason: '合同 HT-2026-118',
}

/** Sixteen clients for a while, each doing one after the other; the rate a second. */
async function rateOf(work: () => Promise<unknown>): Promise<number> {
  const [started, end] = [performance.now(), performance.now() + STRETCH_MS]
  let done = 0
  await Promise.all(
    Array.from({ length: CLIENTS }, async () => {
      while (performance.now() < end) {
        await work()
        done += 1
      }
    }),
  )
  return (done * 1_000) / (performance.now() - started)
}

const row = toEventRow(event)
const values = columns.map((column) => row[column])
const plain = `insert into plain_event (${columns.join(', ')}) values (${columns.map((_, at) => `$${at + 1}`).join(', ')})`

const ages: number[] = []
async function audited(work: () => Promise<unknown>): Promise<number> {
  const sealer = startSealer()
  let isOn = true
  const watching = (async () => {
    while (isOn) {
      ages.push((await readSealState(sql)).oldestUnsealedMs)
      await new Promise((resolve) => setTimeout(resolve, AGE_EVERY_MS))
    }
  })()
  const rate = await rateOf(work)
  isOn = false
  await watching
  await sealer.stop()
  return rate
}

const { rounds, discarded } = await runRounds(async () => ({
  controlMs: percentile(await sample(50, () => timed(() => sql('select 1'))), 0.5),
  plain: await rateOf(() => sql(plain, values)),
  audited: await audited(() => recordAlone(event)),
  // As each does that commits with something else.
  apart: await audited(() => recordEvent(sql, event)),
}))
await pool.end()
process.stdout.write(
  `${JSON.stringify({ rounds: rounds.map(({ plain, audited, apart }) => ({ plain, audited, apart })), discarded, ages: ages.length, ageP50: percentile(ages, 0.5), ageP99: percentile(ages, 0.99), ageMax: Math.max(...ages) })}\n`,
)
