import { describe, expect, it } from 'vitest'
import { describeEvent, plainSentence } from '@/lib/audit/describe'
import { actionFamilies, actions, type EventLine, outcomes, phases, targetTypes } from '@/lib/audit/schema'
import { sentences } from '@/lib/audit/sentences'
import { messages } from '@/lib/i18n/messages'

const line = (more: Partial<EventLine> = {}): EventLine => ({
  id: '01a20021-b14d-7515-9868-f0147fad158b',
  seq: '7',
  occurredAt: '2026-11-21T06:02:11.412Z',
  phase: 'requested',
  action: 'drama.grant',
  outcome: 'pending',
  actor: { type: 'person', id: 'p1', name: '运营甲' },
  target: { type: 'drama_grant', id: 'wx01', name: '汀洲剧场' },
  reason: '合同 HT-118',
  detail: null,
  changedKeys: [],
  answer: null,
  operation: {
    id: '01a20021-b14d-7515-9868-f0147fad0001',
    number: 12,
    state: 'done',
    verdict: 'partial',
    summary: {
      dramas: 200,
      licensees: 15,
      expiresAt: 1806508740,
      dramaNames: ['长安旧梦'],
      licenseeNames: ['星河剧场'],
    },
    reason: '合同 HT-118',
  },
  ...more,
})

const say = (event: EventLine, locale: 'zh-CN' | 'en' = 'zh-CN') => plainSentence(describeEvent(event, locale))

describe('the sentence of an event', () => {
  it('says who, did what, to what, until when', () => {
    expect(say(line())).toBe('运营甲 向 15 个小程序 授权 200 部剧目，有效期至 2027-03-31 23:59')
    expect(say(line(), 'en')).toBe('运营甲 granted 200 dramas to 15 mini programs, until 2027-03-31 23:59')
  })

  it('lets no name turn the sentence around or hide in it, and leaves emoji and joined scripts whole', () => {
    const hostile = line({
      actor: { type: 'person', id: 'p1', name: '\u202e甲营运\u001b[31m' },
      reason: '已办\u2067',
      target: { type: 'channel', id: '7988182', name: '👨‍👩‍👧 家\u0000' },
      action: 'channel.conditions.update',
      operation: null,
    })
    const { parts, evidence } = describeEvent(hostile, 'zh-CN')
    const shown = [...parts.map(({ text }) => text), ...evidence].join('')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that none is left is the point
    expect(shown).not.toMatch(/[\u0000-\u001f\u202a-\u202e\u2066-\u2069]/)
    for (const piece of ['\\u202e甲营运\\u001b[31m', '👨‍👩‍👧 家\\u0000', '已办\\u2067']) expect(shown).toContain(piece)
  })

  it('names a single drama and a single licensee instead of counting them', () => {
    const summary = { dramas: 1, licensees: 1, dramaNames: ['长安旧梦'], licenseeNames: ['星河剧场'], expiresAt: 0 }
    const event = line()
    expect(say({ ...event, operation: event.operation && { ...event.operation, summary } })).toBe(
      '运营甲 向 星河剧场 授权 长安旧梦，永久有效',
    )
  })

  it('names the channel when the final word on an operation does not', () => {
    const event = line({
      phase: 'outcome',
      outcome: 'verified',
      action: 'channel.conditions.update',
      target: { type: 'operation', id: 'x', name: 'R-12' },
    })
    const operation = event.operation && {
      ...event.operation,
      summary: { channelId: '7988182', channelName: '会员夜' },
    }
    expect(say({ ...event, operation })).toBe('R-12 定案：运营甲 修改 会员夜 的观看条件')
  })

  it('tells a refused attempt from a deed', () => {
    const event = line({ phase: 'denied', outcome: 'denied', detail: { code: 'forbidden' }, operation: null })
    const described = describeEvent(event, 'zh-CN')
    expect(plainSentence(described)).toBe('运营甲 尝试授权剧目：汀洲剧场')
    expect(described.evidence[0]).toContain('没有这项权限')
    expect(described.state).toEqual({ name: 'denied', word: null })
  })

  it('keeps hostile text as the text of one part', () => {
    const hostile = '<img src=x onerror=alert(1)> {target} {actor} $1 "“'
    const { parts, evidence } = describeEvent(
      line({
        action: 'connection.add',
        actor: { type: 'person', id: 'p', name: hostile },
        target: { type: 'connection', id: 'c', name: '汀洲' },
        reason: hostile,
        operation: null,
      }),
      'zh-CN',
    )
    expect(parts).toEqual([
      { kind: 'actor', text: hostile },
      { kind: 'text', text: ' 添加连接 ' },
      { kind: 'object', text: '汀洲', target: { type: 'connection', id: 'c', name: '汀洲' } },
    ])
    expect(evidence.at(-1)).toContain(hostile)
  })

  it('leaves no slot open for any action, phase, target and language', () => {
    for (const locale of ['zh-CN', 'en'] as const)
      for (const action of actions)
        for (const phase of phases)
          for (const type of targetTypes) {
            const sentence = say(
              line({ action, phase, target: { type, id: '1', name: '某物' }, operation: null }),
              locale,
            )
            expect(sentence, `${locale} ${action} ${phase} ${type}`).not.toMatch(/[{}]|undefined/)
            expect(sentence.length).toBeGreaterThan(2)
          }
  })

  it('has the same alarms, refusals and counts in both languages', () => {
    for (const table of ['alarms', 'refusals', 'counts', 'systemNames'] as const)
      expect(Object.keys(sentences.en[table])).toEqual(Object.keys(sentences['zh-CN'][table]))
  })
})

describe('the state of an event', () => {
  const open = (state: 'queued' | 'running' | 'waiting') => {
    const event = line()
    return { ...event, operation: event.operation && { ...event.operation, state, verdict: null } }
  }

  it('shows what was asked for as it stands by now, and never unknown as failed or done', () => {
    expect(describeEvent(line(), 'zh-CN').state).toEqual({ name: 'partial', word: null })
    expect(describeEvent(open('queued'), 'zh-CN').state).toEqual({ name: 'queued', word: null })
    expect(describeEvent(open('running'), 'zh-CN').state).toEqual({ name: 'running', word: null })
    expect(describeEvent(open('waiting'), 'zh-CN').state).toEqual({ name: 'running', word: null })
    expect(describeEvent(line({ phase: 'outcome', outcome: 'unknown' }), 'zh-CN').state).toEqual({
      name: 'unknown',
      word: null,
    })
    expect(describeEvent(line({ phase: 'call', outcome: 'unknown' }), 'zh-CN').state).toEqual({
      name: 'unknown',
      word: null,
    })
  })

  it('does not take an answered call for a verified result', () => {
    expect(describeEvent(line({ phase: 'call', outcome: 'succeeded' }), 'zh-CN').state).toEqual({
      name: 'queued',
      word: 'answered',
    })
  })

  it('exists for every outcome and phase', () => {
    for (const phase of phases)
      for (const outcome of outcomes)
        expect(describeEvent(line({ phase, outcome, operation: null }), 'en').state.name).toMatch(/^[a-z]+$/)
  })
})

it.each(['zh-CN', 'en'] as const)('every family of actions has its word in %s', (locale) => {
  const words: Record<string, string> = messages[locale].audit.family
  expect(actionFamilies.filter((family) => !words[family])).toEqual([])
})
