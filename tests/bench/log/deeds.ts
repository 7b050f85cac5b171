import type { NewEvent } from '@/lib/audit/event'
import type { Outcome } from '@/lib/audit/schema'
import { type Cast, grantTarget, hex, idAt } from '@/tests/bench/log/cast'
import { single } from '@/tests/bench/log/singles'
import type { Random } from '@/tests/faults/random'

/** `at` in epoch milliseconds. */
type TimedEvent = { at: number; event: NewEvent }
export type OperationRow = {
  id: string
  number: number
  action: string
  verdict: Outcome
  reason: string
  summary: object
  actor: { id: string; name: string; role: string }
  at: number
}
export type Deed = { events: TimedEvent[]; operation?: OperationRow }
export type Scene = { cast: Cast; random: Random; wechatId: string; polyvId: string; nextNumber: () => number }

const REASONS = ['合同 HT-2026-', '工单 ', '续期，合同 HT-2025-', '客服核实，单号 ', '到期收回，合同 HT-2024-']
const ERRORS = [
  { errcode: '10093017', errmsg: 'licensee category not allowed' },
  { errcode: '45011', errmsg: 'api minute-quota reach limit' },
  { errcode: '10093003', errmsg: 'drama is not published' },
]

export const reasonOf = (random: Random): string => `${random.one(REASONS)}${1_000 + random.below(9_000)}`
const verdictOf = (random: Random): Outcome => {
  const luck = random.next()
  return luck < 0.9
    ? 'verified'
    : luck < 0.95
      ? 'partial'
      : luck < 0.985
        ? 'failed'
        : luck < 0.995
          ? 'mismatch'
          : 'unknown'
}

/** One grant, from its request over its calls and pairs to its final word. */
function grant({ cast, random, wechatId, nextNumber }: Scene, at: number): Deed {
  const [actor, number, id] = [cast.manager(random), nextNumber(), idAt(random, at)]
  const isBulk = random.next() < 0.004
  const dramas = Array.from({ length: 1 + Math.floor(random.next() ** 3 * (isBulk ? 80 : 9)) }, () =>
    cast.drama(random),
  )
  const licensees = Array.from({ length: 1 + Math.floor(random.next() ** 4 * 4) }, () => cast.licensee(random))
  const action = random.next() < 0.86 ? ('drama.grant' as const) : ('drama.revoke' as const)
  const [verdict, reason, expiresAt] = [verdictOf(random), reasonOf(random), Math.floor(at / 1_000) + 86_400 * 200]
  const summary = {
    dramas: dramas.length,
    licensees: licensees.length,
    toSend: dramas.length * licensees.length,
    expiresAt,
    dramaNames: dramas.slice(0, 3).map(({ name }) => name),
    licenseeNames: licensees.map(({ name }) => name),
  }
  const shared = {
    action,
    actor: { ...actor, sessionPrint: null, ip: null, userAgent: null },
    operationId: id,
    connectionId: wechatId,
  }
  const target = { type: 'operation' as const, id, name: `R-${number}` }
  const events: TimedEvent[] = [
    {
      at,
      event: {
        ...shared,
        actor,
        phase: 'requested',
        outcome: 'pending',
        target,
        reason,
        requestId: hex(random, 16),
        detail: { operationNumber: target.name, ...summary },
      },
    },
  ]
  let clock = at + 300 + random.below(900)
  licensees.forEach((licensee, index) => {
    clock += 180 + random.below(400)
    const refusal = verdict === 'verified' ? null : random.one(ERRORS)
    const rid = `${hex(random, 8)}-${hex(random, 8)}-${hex(random, 8)}`
    events.push({
      at: clock,
      event: {
        ...shared,
        phase: 'call',
        outcome: verdict === 'unknown' ? 'unknown' : refusal ? 'failed' : 'succeeded',
        target,
        detail: { callId: idAt(random, clock), callNumber: index + 1, itemCount: dramas.length, interrupted: false },
        upstream: {
          service: 'wechat',
          endpoint: 'POST /wxa/sec/vod/authorizedrama',
          httpStatus: 200,
          errcode: refusal?.errcode ?? '0',
          errmsg: refusal?.errmsg ?? 'ok',
          rid,
          latencyMs: 60 + random.below(300),
          request: { licensee: licensee.id, dramas: dramas.slice(0, 20).map((drama) => drama.id), expiresAt },
          response: { errcode: refusal?.errcode ?? '0', errmsg: refusal?.errmsg ?? 'ok', results: dramas.length },
        },
      },
    })
    for (const drama of dramas) {
      const isBad = refusal !== null && random.next() < 0.5
      events.push({
        at: clock + 400 + random.below(300),
        event: {
          ...shared,
          phase: 'outcome',
          outcome: isBad ? (verdict === 'partial' ? 'failed' : verdict) : 'verified',
          target: grantTarget(drama, licensee),
          itemId: idAt(random, at),
          before: random.next() < 0.3 ? { expiresAt: expiresAt - 86_400 * 180, state: 'granted' } : null,
          after: action === 'drama.revoke' ? { expiresAt: null, state: 'none' } : { expiresAt, state: 'granted' },
          detail: {
            cause: isBad ? 'refused' : null,
            code: isBad ? (refusal?.errcode ?? null) : null,
            message: null,
            rid: isBad ? rid : null,
            fields: [],
            attempts: 1,
          },
        },
      })
    }
  })
  const end = clock + 900
  events.push({
    at: end,
    event: {
      ...shared,
      phase: 'outcome',
      outcome: verdict,
      target,
      detail: { counts: { [verdict]: dramas.length * licensees.length }, seconds: Math.round((end - at) / 1_000) },
    },
  })
  return { events, operation: { id, number, action, verdict, reason, summary, actor, at } }
}

/** A change of one channel's conditions, with both ranks before and after. */
function conditions({ cast, random, polyvId, nextNumber }: Scene, at: number): Deed {
  const [actor, number, id, channel] = [cast.manager(random), nextNumber(), idAt(random, at), cast.channel(random)]
  const [verdict, reason] = [verdictOf(random), reasonOf(random)]
  const rank = (price: number) => ({
    primary: {
      type: 'code',
      enabled: true,
      tip: '请输入观看密码',
      code: { secret: 'same', fingerprint: `f1:${hex(random, 12)}` },
    },
    secondary: { type: 'pay', enabled: true, priceFen: price, payTip: '支付后观看本场直播与回放', until: null },
  })
  const [before, after] = [rank(990), rank(1_990 + random.below(9) * 100)]
  const summary = { channelId: channel.id, channelName: channel.name, fields: ['secondary.priceFen'] }
  const shared = {
    action: 'channel.conditions.update' as const,
    actor: { ...actor, sessionPrint: null, ip: null, userAgent: null },
    operationId: id,
    connectionId: polyvId,
  }
  const target = { type: 'operation' as const, id, name: `R-${number}` }
  const events: TimedEvent[] = [
    {
      at,
      event: {
        ...shared,
        actor,
        phase: 'requested',
        outcome: 'pending',
        target,
        reason,
        before,
        after,
        requestId: hex(random, 16),
        detail: { operationNumber: target.name, ...summary },
      },
    },
    {
      at: at + 700,
      event: {
        ...shared,
        phase: 'call',
        outcome: verdict === 'failed' ? 'failed' : 'succeeded',
        target,
        detail: { callId: idAt(random, at), callNumber: 1, itemCount: 1, interrupted: false },
        upstream: {
          service: 'polyv',
          endpoint: 'POST /live/v3/channel/auth/update',
          httpStatus: 200,
          errcode: verdict === 'failed' ? '400' : '200',
          errmsg: verdict === 'failed' ? 'param error' : null,
          rid: hex(random, 16),
          latencyMs: 90 + random.below(300),
          request: after,
          response: { code: 200, status: 'success' },
        },
      },
    },
    {
      at: at + 1_300,
      event: {
        ...shared,
        phase: 'outcome',
        outcome: verdict,
        target: { type: 'channel', id: channel.id, name: channel.name },
        itemId: idAt(random, at),
        before,
        after,
        detail: {
          cause: null,
          code: null,
          message: null,
          rid: null,
          fields: [{ path: 'secondary.priceFen', state: 'confirmed' }],
          attempts: 1,
        },
      },
    },
    {
      at: at + 1_310,
      event: {
        ...shared,
        phase: 'outcome',
        outcome: verdict,
        target,
        detail: { counts: { [verdict]: 1 }, seconds: 1 },
      },
    },
  ]
  return { events, operation: { id, number, action: shared.action, verdict, reason, summary, actor, at } }
}

export function makeDeed(scene: Scene, at: number): Deed {
  const luck = scene.random.next()
  return luck < 0.42 ? grant(scene, at) : luck < 0.56 ? conditions(scene, at) : single(scene, at)
}
