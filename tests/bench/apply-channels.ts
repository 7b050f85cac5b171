import { isDeepStrictEqual } from 'node:util'
import type { Client } from 'pg'
import { bundle, SERVER_CONDITION } from '../../scripts/boot/build.ts'
import { pause } from '../../scripts/boot/processes.ts'
import type { PolyvState, SandboxControl } from '../sandbox-control.ts'
import { toFixed } from './rounds.ts'
import { onWorkerStage } from './worker-stage.ts'

const CHANNELS = 40
const LIMIT = 10
const LEAST = 0.97
const WRITE_PATH = '/live/v3/channel/auth/update'
const content = {
  primary: {
    kind: 'set',
    settings: { type: 'pay', title: '会员日', price: '29.90', validity: 'permanent', days: '', until: '' },
  },
  secondary: { kind: 'keep' },
  variables: [],
}

type Submitted = { operationId: string; planMs: number; submittedAt: number; writes: number; reads: number }

/** C1: one change for forty channels under one receipt, at the account's rate; every read and write counts against it. */
export function measureApply() {
  const settings = { POLYV_CALLS_PER_SECOND: String(LIMIT), CHANNEL_SWEEP_MINUTES: '0' }
  return onWorkerStage(settings, async ({ env, children, control, owner, startWorker }) => {
    const channelIds = await makeChannels(control)
    await startWorker()
    await untilIdle(owner)
    const before = await control.polyv()
    const program = await bundle('tests/bench/apply-program.ts')
    const output = await children.finish({
      name: 'apply',
      args: [SERVER_CONDITION, program, JSON.stringify({ channelIds, content })],
      env,
    })
    const submitted = JSON.parse(output.trim().split('\n').at(-1) ?? '{}') as Submitted
    const { verdict, doneAt, verified } = await settled(owner, submitted.operationId)
    const entries = await control.journal({ upstream: 'polyv' })
    const times = entries
      .map((entry) => Date.parse(entry.at))
      .filter((at) => at >= submitted.submittedAt && at <= doneAt)
    const seconds = (Math.max(...times) - Math.min(...times)) / 1_000 + 1 / LIMIT
    const ratio = toFixed(times.length / (LIMIT * seconds), 3)
    const written = entries
      .filter((entry) => entry.path === WRITE_PATH && Date.parse(entry.at) >= submitted.submittedAt)
      .map((entry) => String(entry.query.channelId))
    const strays = judgeState(before, await control.polyv(), channelIds, written)
    return {
      id: 'C1',
      channels: CHANNELS,
      verdict,
      verified,
      calls: times.length,
      planned: submitted.writes + submitted.reads,
      writes: submitted.writes,
      reads: submitted.reads,
      seconds: toFixed(seconds, 2),
      submitToDoneMs: doneAt - submitted.submittedAt,
      planMs: submitted.planMs,
      ratio,
      strays,
      pass:
        ratio >= LEAST &&
        verified === CHANNELS &&
        strays.length === 0 &&
        times.length === submitted.writes + submitted.reads,
    }
  })
}

/** Forty channels with a paid first door of another price; every other one has a second door, to be left alone. */
async function makeChannels(control: SandboxControl): Promise<string[]> {
  const put = Array.from({ length: CHANNELS }, (_, index) => ({
    channelId: String(7_500_001 + index),
    name: `专场 ${index + 1}`,
    followsGlobal: 'N',
    ranks: {
      1: { enabled: 'Y', authType: 'pay', payAuthTips: '门票', price: 9.9 },
      2: index % 2 === 0 ? { enabled: 'N' } : { enabled: 'Y', authType: 'code', authCode: `c${1000 + index}` },
    },
  }))
  await control.changePolyv({ channels: { put } })
  return put.map((channel) => channel.channelId)
}

/** The seeded story sends changes of its own; they are over when this returns. */
async function untilIdle(owner: Client): Promise<void> {
  for (;;) {
    const { rowCount } = await owner.query("select 1 from operation where state <> 'done' limit 1")
    if (rowCount === 0) return
    await pause(50)
  }
}

async function settled(owner: Client, operationId: string) {
  for (;;) {
    const { rows } = await owner.query<{ verdict: string; finished_at: Date; verified: number }>(
      `select verdict, finished_at, (select count(*)::int from operation_item item where item.operation_id = operation.id and item.verdict = 'verified') as verified
         from operation where id = $1 and state = 'done'`,
      [operationId],
    )
    const [done] = rows
    if (done) return { verdict: done.verdict, doneAt: done.finished_at.getTime(), verified: done.verified }
    await pause(50)
  }
}

/**
 * What is not as it should be: each chosen channel was written once and has the new price; its second door, every other
 * channel, the whitelists and the account default are as before.
 */
function judgeState(
  before: PolyvState,
  after: PolyvState,
  chosen: readonly string[],
  written: readonly string[],
): string[] {
  const was = new Map(before.channels.map((channel) => [channel.channelId, channel]))
  const isAsItShould = (channel: PolyvState['channels'][number]): boolean => {
    const former = was.get(channel.channelId)
    if (!former || !chosen.includes(channel.channelId)) return isDeepStrictEqual(channel, former)
    const first: Record<string, unknown> = channel.ranks[1]
    const isNew = first.authType === 'pay' && first.price === 29.9 && first.payAuthTips === '会员日'
    return isNew && isDeepStrictEqual(channel.ranks[2], former.ranks[2])
  }
  return [
    ...(isDeepStrictEqual(written.toSorted(), chosen.toSorted()) ? [] : [`written: ${written.join(' ')}`]),
    ...(isDeepStrictEqual(before.global, after.global) ? [] : ['account default']),
    ...(isDeepStrictEqual(before.whitelists, after.whitelists) ? [] : ['whitelists']),
    ...(after.channels.length === before.channels.length ? [] : ['number of channels']),
    ...after.channels.filter((channel) => !isAsItShould(channel)).map((channel) => `channel ${channel.channelId}`),
  ]
}
