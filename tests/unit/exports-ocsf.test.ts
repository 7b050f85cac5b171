import { describe, expect, it } from 'vitest'
import { actions, type EventRecord, outcomes, phases } from '@/lib/audit/schema'
import { activityOf, severityOf, statusOf, toOcsf } from '@/lib/exports/ocsf'

const event = (more: Partial<EventRecord> = {}): EventRecord => ({
  id: '019a0000-0000-7000-8000-000000000001',
  seq: '42',
  occurredAt: '2026-11-21T05:47:03.412Z',
  phase: 'outcome',
  action: 'channel.conditions.update',
  outcome: 'verified',
  actor: { type: 'person', id: 'p1', name: '直播乙' },
  actorRole: 'manager',
  target: { type: 'channel', id: '7988182', name: '会员夜' },
  reason: '会员场',
  detail: null,
  changedKeys: ['primary.type'],
  answer: null,
  operation: null,
  itemId: null,
  connectionId: null,
  sessionPrint: 'f1:0123456789ab',
  ip: '10.0.0.1',
  userAgent: 'Mozilla',
  before: { type: 'code' },
  after: { type: 'phone' },
  upstream: null,
  requestId: 'r1',
  rowHash: 'a'.repeat(64),
  ...more,
})

describe('an event as OCSF', () => {
  it('is an API Activity with every attribute the class requires', () => {
    const line = JSON.parse(JSON.stringify(toOcsf(event(), 7, 'en')))
    expect(line).toMatchObject({
      category_uid: 6,
      class_uid: 6003,
      activity_id: 3,
      type_uid: 600303,
      time: Date.parse('2026-11-21T05:47:03.412Z'),
      severity_id: 1,
      status_id: 1,
      actor: { user: { uid: 'p1', name: '直播乙', type_id: 1 }, session: { uid: 'f1:0123456789ab' } },
      src_endpoint: { ip: '10.0.0.1' },
      api: { operation: 'channel.conditions.update', service: { name: 'countersign' }, request: { uid: 'r1' } },
      http_request: { user_agent: 'Mozilla' },
      resources: [{ type: 'channel', uid: '7988182', name: '会员夜' }],
      metadata: { version: '1.3.0', product: { name: 'Countersign' }, uid: event().id, sequence: 42 },
      unmapped: { seal: { leafNo: 7, seq: '42', rowHash: 'a'.repeat(64) } },
    })
    expect(line.message).toContain('直播乙')
  })

  it('carries the answer of an upstream, and names no address where there is none', () => {
    const upstream = {
      service: 'polyv',
      endpoint: 'POST /x',
      httpStatus: 200,
      errcode: '403',
      errmsg: 'no',
      rid: null,
      latencyMs: 12,
    }
    const line = toOcsf(event({ phase: 'call', outcome: 'failed', ip: null, upstream }), 0, 'zh-CN')
    expect(line).toMatchObject({
      status_id: 2,
      status_code: '403',
      duration: 12,
      src_endpoint: { name: 'countersign' },
      api: { service: { name: 'polyv' }, response: { code: 200, error: '403', error_message: 'no' } },
    })
  })

  it('has an activity, a status and a severity of the class for whatever can happen', () => {
    for (const action of actions)
      for (const phase of phases) {
        expect(['create', 'read', 'update', 'delete', 'other']).toContain(activityOf(action, phase))
        for (const outcome of outcomes) {
          expect([0, 1, 2, 99]).toContain(statusOf(outcome).id)
          expect([1, 2, 3, 4, 5]).toContain(severityOf({ phase, outcome }).id)
        }
      }
    expect(statusOf('unknown')).toEqual({ id: 0, name: 'Unknown' })
    expect(activityOf('drama.revoke', 'outcome')).toBe('delete')
    expect(activityOf('drama.grant', 'drift')).toBe('other')
    expect(severityOf({ phase: 'panic', outcome: 'mismatch' }).id).toBe(5)
  })
})
