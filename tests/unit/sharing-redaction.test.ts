import { describe, expect, it } from 'vitest'
import type { EventRecord, Json } from '@/lib/audit/schema'
import { redactEvent, redactValue } from '@/lib/sharing/redact-shared'
import { redactText } from '@/lib/sharing/redact-text'

describe('a text for somebody outside', () => {
  it.each([
    '13800138000',
    '138 0013 8000',
    '138-0013-8000',
    '+86 138 0013 8000',
    '8613800138000',
    '００１３８００１３８０００'.slice(2),
    '客服电话13800138000。',
    '138.1234.5678',
    '138 123 45678',
    '139—1234—5678',
    '138001-38000',
    '138 - 0013 - 8000',
    '1 3 8 0 0 1 3 8 0 0 0',
    '138－0013－8000',
    '1380\u200b0138000',
    '(+86)138 0013 8000',
    '010-62345678',
    '01062345678',
    '0755 8345 6789',
    '（0755）8345 6789',
    '+86 10 6234 5678',
    '+1 (415) 555-2671',
    'l…@corp.example',
    'li.si+x@example.com.cn',
    '10.0.0.17',
    '2001:db8:85a3:0:0:8a2e:370:7334',
    '2408:8000::1',
    'fe80::1',
    'fe80::1.',
    'ip:fe80::1',
    '[2001:db8::8a2e:370:7334]:443',
    '::ffff:10.0.0.17',
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
    'wx13800138000abcde',
    '019abc12-1380-7013-8000-138001380001',
    '7988182 7988183 7988184',
    '100231, 100232, 100233',
    '1732700000000',
    '1380-0138-0001-2345',
    '139.00 1999.00',
    '150 2026-11-13',
    '2026-11-13 2026-12-14 8:00',
    '2026-11-21T05:47:03.412Z',
    '12:30:45',
    '备注::2026',
  ])('leaves %j as it is', (text) => expect(redactText(text)).toBe(text))
})

describe('a value for somebody outside', () => {
  it('keeps that a secret changed and loses its fingerprint, at any depth', () => {
    const shown = redactValue(
      {
        primary: { settings: { authCode: { secret: 'changed', fingerprint: 'f1:0123456789ab' } } },
      },
      { showsNames: true },
    )
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
    { url: 'https://collector.corp.example/in' },
    { host: 'collector.corp.example' },
    { port: 6514 },
    { place: { address: 'collector' } },
  ] as Json[])('hides %j', (value) => {
    expect(Object.values(redactValue(value, { showsNames: true }) as object).flat()[0]).toSatisfy((shown) =>
      JSON.stringify(shown).includes('•••'),
    )
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

  const named = (more: Partial<EventRecord>, showsNames: boolean) =>
    JSON.stringify(redactEvent(event({ operation: null, ...more }), showsNames, '工作人员'))

  it.each<Partial<EventRecord>>([
    {
      action: 'person.invite',
      target: { type: 'person', id: 'canary-target', name: 'canary-member' },
      before: null,
      after: { name: 'canary-member', email: 'canary@corp.example', role: 'support' },
    },
    {
      action: 'person.join',
      target: { type: 'person', id: 'canary-target', name: 'canary-member' },
      before: { name: 'canary-invited' },
      after: { name: 'canary-member' },
    },
    {
      action: 'audit.view.update',
      target: { type: 'system', id: 'v1', name: 'canary-view' },
      before: { name: 'canary-view', query: 'actor:canary-member', isShared: false },
      after: { name: 'canary-view', query: 'actor:canary-member', isShared: true },
    },
    { action: 'audit.note', target: { type: 'event', id: 'e0', name: 'canary-member' }, before: null, after: null },
    { action: 'share.add', target: { type: 'share', id: 's1', name: 'canary-member' }, before: null, after: null },
    {
      action: 'channel.schedule.add',
      target: { type: 'channel_schedule', id: 's1', name: '2026-12-01' },
      before: null,
      after: { reason: 'canary-reason', createdBy: 'canary-member', ifMoved: 'stop' },
    },
    {
      action: 'drama.grant',
      operation: { ...(event().operation as NonNullable<EventRecord['operation']>), summary: { note: 'canary-note' } },
      before: null,
      after: null,
    },
  ])('tells no name of our people out of what changed: %j', (more) => {
    expect(named(more, false)).not.toContain('canary')
  })

  it('still tells what was changed of a person, and who they are where names are shown', () => {
    const about: Partial<EventRecord> = {
      action: 'person.role.update',
      target: { type: 'person', id: 'canary-target', name: 'canary-member' },
      before: { role: 'support' },
      after: { role: 'manager', name: 'canary-member', email: 'li@corp.example' },
    }
    expect(redactEvent(event(about), false, '工作人员')).toMatchObject({
      target: { name: '工作人员' },
      before: { role: 'support' },
      after: { role: 'manager' },
    })
    expect(named(about, true)).toContain('canary-member')
    expect(named(about, true)).not.toContain('corp.example')
  })

  it.each([true, false])('tells nothing of the account somebody guessed, with names shown: %s', (showsNames) => {
    const refused: Partial<EventRecord> = {
      action: 'session.refuse',
      actor: { type: 'anonymous', id: 'anonymous', name: 'l…@corp.example' },
      target: { type: 'session', id: 'f1:0123456789ab', name: 'l…@corp.example' },
    }
    expect(named(refused, showsNames)).not.toMatch(/corp|l…/)
    expect(redactEvent(event(refused), showsNames, '工作人员').actor.name).toBe('')
  })
})
