import { randomUUID } from 'node:crypto'
import type { Client } from 'pg'
import { waitUntil } from '../../scripts/boot/processes.ts'
import type { SandboxControl } from '../sandbox-control.ts'
import { BareUpstream } from './bare-upstream.ts'
import { CommitWatch } from './commit-watch.ts'
import { actionIdOf, type DeskClient } from './desk-client.ts'
import { GrantPairs, type Pair } from './grant-pairs.ts'
import { median, percentile, ROUNDS, runRounds, sample, timed, toFixed } from './rounds.ts'
import { onStage, type Stage } from './stage.ts'

const LATENCY_MS = 100
const QUIET_WITHIN_MS = 240_000
const WARM_UP = 12
const SAMPLES = 16
const LIMIT = 1.25
const LIMIT_WITH_READ_BACK = 1.35
const PAGE = '/grants/new'
const SETTINGS = { WECHAT_CALLS_PER_SECOND: '1000' }

type Timing = { answeredMs: number; doneMs: number; calls: number }
type Form = {
  desk: DeskClient
  control: SandboxControl
  watch: CommitWatch
  actions: { save: string; submit: string }
  connectionId: string
}

/** Sixty days from now, at the last minute of a day in Beijing. */
const expiry = () => `${new Date(Date.now() + 60 * 86_400_000).toISOString().slice(0, 10)} 23:59`

/** One grant as a person sends it: the slip saved, then previewed, then sent; timed from that POST to the commits it leads to. */
async function grantOnce({ desk, control, watch, actions, connectionId }: Form, pair: Pair): Promise<Timing> {
  const slipId = randomUUID()
  const content = {
    dramaIds: [pair.dramaId],
    appids: [pair.appid],
    removed: {},
    kind: 'date',
    at: expiry(),
    preset: null,
    reason: '按合同授权',
  }
  const saved = await desk.callAction(PAGE, actions.save, { slipId, connectionId, baseVersion: 0, content })
  if (!saved.includes('"ok":true')) throw new Error(`the slip was not saved: ${saved}`)
  const plan = await desk.getJson<{ planKey: string; toSend: number }>(`/api/grants/plan?slip=${slipId}`)
  if (plan.toSend !== 1) throw new Error(`${pair.dramaId} → ${pair.appid} would not be sent`)
  const input = { slipId, version: 1, planKey: plan.planKey, confirmedCount: null }
  const before = await control.lastSeq()
  const answered = watch.next('answered')
  const done = watch.next('done')
  const started = performance.now()
  const [reply, first, last] = await Promise.all([desk.callAction(PAGE, actions.submit, input), answered, done])
  if (!reply.includes(first.operationId) || last.operationId !== first.operationId)
    throw new Error(`not this grant's: ${reply}`)
  if (first.outcome !== '0' || last.outcome !== 'verified')
    throw new Error(`answered ${first.outcome}, ended ${last.outcome}`)
  return { answeredMs: first.at - started, doneMs: last.at - started, calls: (await control.lastSeq()) - before }
}

/** The demo's own receipts must be written to the end: a grant under way makes every submit read the upstream anew. */
async function settle(owner: Client): Promise<void> {
  const isQuiet = async () =>
    (await owner.query(`select 1 from operation where state <> 'done' limit 1`)).rowCount === 0
  if (!(await waitUntil(isQuiet, QUIET_WITHIN_MS, 200))) throw new Error('the demo receipts are not finished')
}

/** B4: what the desk adds to a write, with everything durable before it counts. */
export const measureWriteLatency = () =>
  onStage({ settings: SETTINGS, worker: true }, async (stage: Stage) => {
    const { rows } = await stage.owner.query<{ id: string; base_url: string }>(
      `select id, base_url from connection where kind = 'wechat'`,
    )
    const connection = rows[0]
    if (!connection) throw new Error('there is no account to grant from')
    const pairs = await GrantPairs.find(stage.owner, connection.id, (await stage.control.wechat()).licensees)
    const watch = await CommitWatch.open(stage.owner)
    const actions = {
      save: actionIdOf('saveSlip', 'app/(desk)/grants/actions.ts'),
      submit: actionIdOf('submitSlip', 'app/(desk)/grants/actions.ts'),
    }
    const form: Form = { desk: stage.desk, control: stage.control, watch, actions, connectionId: connection.id }
    const grant = (pair = pairs.take()) => grantOnce(form, pair)
    await settle(stage.owner)

    await stage.control.switches({ wechatLatencyMs: LATENCY_MS })
    const since = await stage.control.lastSeq()
    const learned = pairs.take()
    await grant(learned)
    const bare = await BareUpstream.learn(connection.base_url, stage.control, since, learned)
    for (let count = 1; count < WARM_UP; count += 1) await grant()
    await sample(WARM_UP, () => timed(() => bare.read(learned)))

    const { rounds, discarded } = await runRounds(async () => {
      const controlMs = await stage.selectOne()
      const ours: Timing[] = []
      for (let count = 0; count < SAMPLES; count += 1) ours.push(await grant())
      const granted: Pair[] = []
      const writes = await sample(SAMPLES, () => {
        const pair = pairs.take()
        granted.push(pair)
        return timed(() => bare.write(pair))
      })
      const reads: number[] = []
      for (const pair of granted) reads.push(await timed(() => bare.read(pair)))
      const [write, read] = [percentile(writes, 0.5), percentile(reads, 0.5)]
      const answered = ours.map(({ answeredMs }) => answeredMs)
      const done = ours.map(({ doneMs }) => doneMs)
      return {
        controlMs,
        p50: percentile(answered, 0.5),
        p95: percentile(answered, 0.95),
        bare: write,
        ratio: percentile(answered, 0.5) / write,
        p50Done: percentile(done, 0.5),
        bareDone: write + read,
        ratioDone: percentile(done, 0.5) / (write + read),
        calls: Math.max(...ours.map(({ calls }) => calls)),
        fastest: Math.min(...answered),
      }
    })
    const middle = (key: 'p50' | 'p95' | 'bare' | 'ratio' | 'p50Done' | 'bareDone' | 'ratioDone') =>
      toFixed(median(rounds.map((round) => round[key])), key.startsWith('ratio') ? 3 : 1)
    return {
      id: 'B4',
      latencyMs: LATENCY_MS,
      ratio: middle('ratio'),
      withReadBack: middle('ratioDone'),
      p50: middle('p50'),
      p95: middle('p95'),
      fastest: toFixed(Math.min(...rounds.map(({ fastest }) => fastest)), 1),
      bareP50: middle('bare'),
      p50WithReadBack: middle('p50Done'),
      bareP50WithRead: middle('bareDone'),
      spread: rounds.map(({ ratio }) => toFixed(ratio, 3)),
      spreadWithReadBack: rounds.map(({ ratioDone }) => toFixed(ratioDone, 3)),
      callsPerGrant: Math.max(...rounds.map(({ calls }) => calls)),
      rounds: rounds.length,
      discarded,
      pass: rounds.length === ROUNDS && middle('ratio') <= LIMIT && middle('ratioDone') <= LIMIT_WITH_READ_BACK,
    }
  })
