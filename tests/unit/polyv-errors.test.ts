import { describe, expect, it } from 'vitest'
import en from '@/lib/i18n/messages/en/polyv.json'
import zh from '@/lib/i18n/messages/zh-CN/polyv.json'
import { envelopeSchema } from '@/lib/polyv/envelope'
import { explainPolyvError } from '@/lib/polyv/errors'

const table: [string, string, string, string | null][] = [
  ['400', 'appId is required.', 'administrator', null],
  ['400', 'appId not found.', 'administrator', null],
  ['400', 'application not found.', 'administrator', null],
  ['400', 'invalid timestamp.', 'clock', null],
  ['400', 'invalid signature.', 'administrator', null],
  ['403', 'invalid signature.', 'administrator', null],
  ['404', 'channel not found.', 'fixable', null],
  ['400', 'illegal channel id: 12', 'fixable', '12'],
  ['400', 'param is not digit: channelId', 'fixable', 'channelId'],
  ['400', 'param is not number: price', 'fixable', 'price'],
  ['400', 'param should not be empty: authCode', 'fixable', 'authCode'],
  ['400', 'param length is incorrect: authCode', 'fixable', 'authCode'],
  ['400', 'param validate error', 'fixable', null],
  ['400', 'number range error', 'fixable', null],
  ['400', 'json format error', 'bug', null],
  ['400', 'param exceeds maximum value of integer: validTimePeriod', 'fixable', 'validTimePeriod'],
  ['400', 'param is not boolean (Y / N)', 'bug', null],
  ['400', 'invalid date time format', 'fixable', null],
  ['400', 'authType is error', 'bug', null],
  ['400', 'whitelist excel parse error.', 'fixable', null],
  ['400', 'whitelist excel no data.', 'fixable', null],
  ['400', 'whitelist validate error', 'fixable', null],
  ['400', 'new scene forbidden setting', 'fixable', null],
  ['400', 'trial user pay price over limit', 'fixable', null],
  ['500', 'access forbidden', 'administrator', null],
  ['500', 'illegal operation', 'fixable', null],
  ['500', 'undefined error', 'unknown', null],
  ['500', 'api error', 'unknown', null],
  ['429', 'qps exceeds number of calls', 'retried', null],
  ['10002', '签名错误', 'administrator', null],
  ['10003', '时间戳过期', 'clock', null],
  ['20001', 'application not found', 'administrator', null],
  ['10003', '', 'clock', null],
  ['409', 'something new', 'fixable', null],
]

describe('messages of the upstream', () => {
  it.each(table)('%s %s → %s', (code, message, kind, field) => {
    const meaning = explainPolyvError(code, message)
    expect(meaning).toMatchObject({ class: kind, field })
    expect(zh.errors).toHaveProperty(meaning.key)
    expect(en.errors).toHaveProperty(meaning.key)
  })

  it('takes silence for unknown, never for a refusal', () => {
    expect(explainPolyvError(null, null).class).toBe('unknown')
  })
})

describe('envelopes', () => {
  it('reads both generations alike', () => {
    expect(envelopeSchema.parse({ code: 200, status: 'success', message: '', data: true })).toMatchObject({
      ok: true,
      data: true,
    })
    expect(
      envelopeSchema.parse({ code: 200, status: 'success', success: true, requestId: 'r1', data: {} }),
    ).toMatchObject({ ok: true, requestId: 'r1' })
    expect(
      envelopeSchema.parse({ code: 400, status: 'error', message: 'param validate error', data: '' }),
    ).toMatchObject({ ok: false, code: '400', message: 'param validate error' })
    expect(
      envelopeSchema.parse({ code: 403, success: false, requestId: 'r2', error: { code: 10002, desc: '签名错误' } }),
    ).toMatchObject({ ok: false, code: '10002', message: '签名错误' })
  })

  it('refuses what is no envelope', () => {
    expect(envelopeSchema.safeParse('ok').success).toBe(false)
    expect(envelopeSchema.safeParse({ data: true }).success).toBe(false)
  })
})
