import { describe, expect, it } from 'vitest'
import type { EventRecord, Json } from '@/lib/audit/schema'
import { redactEvent, redactText, redactValue } from '@/lib/sharing/redact-shared'

describe('a text for somebody outside', () => {
  it.each([
    '13800138000',
    '138 0013 8000',
    '138-0013-8000',
    '+86 138 0013 8000',
    '8613800138000',
    '００１３８００１３８０００'.slice(2),
    '客服电话13800138000。',
    'li.si+x@example.com.cn',
    '10.0.0.17',
    '2001:db8:85a3:0:0:8a2e:370:7334',
    'f1:0123456789ab',
  ])('does not tell %j', (text) => {
    const shown = redactText(`见 ${text} 处`)
    expect(shown).toContain('•••')
    expect(shown.replace(/\D/g, '').length).toBeLessThan(5)
  })

  it.each([
    '合同 HT-2026-118',
    'wx1a2b3c4d5e6f7081',
    '7988182',
    '1380013800012345678',
    '2027-03-31 23:59',
    '19.90 元',
    'R-2041',
  ])('leaves %j as it is', (text) => expect(redactText(text)).toBe(text))
})

describe('a value for somebody outside', () => {
  it('keeps that a secret changed and loses its fingerprint, at any depth', () => {
    const shown = redactValue({
      primary: { settings: { authCode: { secret: 'changed', fingerprint: 'f1:0123456789ab' } } },
    })
    expect(shown).toEqual({ primary: { settings: { authCode: { secret: 'changed', fingerprint: null } } } })
  })

  it.each([
    { ip: '10.0.0.1' },
    { userAgent: 'Mozilla' },
    { sessionPrint: 'x' },
    { access_token: 'x' },
    { password: 'x' },
    { appSecret: 'x' },
    { authCode: 'x' },
    { externalKey: 'x' },
    { email: 'x' },
    { phoneNumber: 13800138000 },
    { list: [{ mobile: '1' }] },
    { contact: '张三' },
  ] as Json[])('hides %j', (value) => {
    expect(JSON.stringify(redactValue(value))).toContain('•••')
  })
})

const event = (more: Partial<EventRecord> = {}): EventRecord =>
  ({
    id: 'e1',
    seq: '1',
    occurredAt: '2026-11-21T05:47:03.412Z',
    phase: 'outcome',
    action: 'channel.conditions.update',
    outcome: 'verified',
    actor: { type: 'person', id: 'canary-person', name: 'canary-name' },
    actorRole: 'manager',
    target: { type: 'channel', id: '7988182', name: '会员夜 13800138000' },
    reason: 'canary-reason',
    detail: { counts: { verified: 1 }, callId: 'canary-call', code: '10090038', origin: 'canary-origin' },
    changedKeys: ['primary'],
    answer: { endpoint: 'POST /x', errcode: '40164', errmsg: 'invalid ip 10.9.8.7', rid: 'r' },
    operation: {
      id: 'canary-op',
      number: 1,
      state: 'done',
      verdict: 'verified',
      summary: { note: '13800138000' },
      reason: 'canary-reason',
    },
    itemId: 'canary-item',
    connectionId: 'canary-connection',
    sessionPrint: 'canary-session',
    ip: '10.9.8.7',
    userAgent: 'canary-agent',
    before: { authCode: 'canary-code' },
    after: { authCode: { secret: 'set', fingerprint: 'canary-print' } },
    upstream: {
      service: 'polyv',
      endpoint: 'x',
      httpStatus: 200,
      errcode: null,
      errmsg: null,
      rid: null,
      latencyMs: 1,
      request: { x: 'canary-request' },
      response: 'canary-response',
    },
    requestId: 'canary-request-id',
    rowHash: 'h',
    ...more,
  }) as EventRecord

describe('an event for somebody outside', () => {
  it('tells nothing of our people, addresses, sessions, browsers, bodies, secrets and phone numbers', () => {
    const shown = JSON.stringify(redactEvent(event(), false, '工作人员'))
    for (const word of ['canary', '10.9.8.7', '13800138000']) expect(shown).not.toContain(word)
    expect(shown).toContain('工作人员')
    expect(shown).toContain('会员夜')
    expect(shown).toContain('10090038')
  })

  it('tells names and reasons when asked to, and nothing more', () => {
    const shown = JSON.stringify(redactEvent(event({ reason: '电话 13800138000 canary-reason' }), true, '工作人员'))
    expect(shown).toContain('canary-name')
    expect(shown).toContain('canary-reason')
    for (const word of [
      'canary-session',
      'canary-agent',
      'canary-code',
      'canary-print',
      'canary-request',
      'canary-response',
      'canary-person',
      '10.9.8.7',
      '13800138000',
    ])
      expect(shown).not.toContain(word)
  })

  it('hides a person who is what was changed', () => {
    const about = event({
      action: 'person.role.update',
      target: { type: 'person', id: 'canary-target', name: 'canary-member' },
    })
    expect(JSON.stringify(redactEvent(about, false, '工作人员'))).not.toContain('canary')
  })
})
