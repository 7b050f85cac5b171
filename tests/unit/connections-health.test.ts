import { describe, expect, it } from 'vitest'
import { concernOf, explainUpstream } from '@/lib/connections/explain-error'
import { type HealthFacts, judgeHealth } from '@/lib/connections/judge-health'

const at = (seconds: number) => new Date(1_700_000_000_000 + seconds * 1_000)
const well: HealthFacts = {
  isEnabled: true,
  closedReason: null,
  lastOkAt: at(10),
  lastErrorAt: null,
  clockOffsetMs: 300,
}

describe('how an account is doing', () => {
  it.each([
    ['works', {}, 'passing', 'healthy'],
    ['was never called', { lastOkAt: null }, 'passing', 'untried'],
    ['was refused at its latest call', { lastErrorAt: at(11) }, 'account', 'refused'],
    ['got no answer at its latest call', { lastErrorAt: at(11) }, 'passing', 'silent'],
    ['refused only what was asked', { lastErrorAt: at(11) }, 'request', 'healthy'],
    ['recovered after a failure', { lastErrorAt: at(9) }, 'account', 'healthy'],
    ['failed at its only call', { lastOkAt: null, lastErrorAt: at(1) }, 'account', 'refused'],
    ['has a clock exactly at the limit', { clockOffsetMs: 30_000 }, 'passing', 'healthy'],
    ['has a clock beyond the limit', { clockOffsetMs: -30_001 }, 'passing', 'clock'],
    ['is closed, whatever its calls do', { closedReason: 'default_touched', lastErrorAt: at(11) }, 'account', 'closed'],
    ['is out of use, whatever else', { isEnabled: false, closedReason: 'default_touched' }, 'passing', 'disabled'],
  ] as const)('that %s', (_name, change, concern, state) => {
    expect(judgeHealth({ ...well, ...change }, concern)).toBe(state)
  })
})

describe('what an error says about the account', () => {
  it.each([
    ['wechat', '40125', 'invalid appsecret', 'account'],
    ['wechat', '40164', 'invalid ip', 'account'],
    ['wechat', '10090038', 'no category', 'request'],
    ['wechat', '-1', 'system error', 'passing'],
    ['wechat', '45011', 'too fast', 'passing'],
    ['polyv', '403', 'invalid signature.', 'account'],
    ['polyv', '400', 'channel not found.', 'request'],
    ['polyv', '500', 'undefined error', 'passing'],
    ['polyv', null, 'ECONNREFUSED', 'passing'],
    ['wechat', 'HTTP 502', 'HTTP 502', 'passing'],
  ] as const)('%s %s', (kind, code, message, concern) => {
    expect(concernOf(kind, { code, message })).toBe(concern)
  })

  it('gives no advice made for writes when there is only waiting to advise', () => {
    expect(explainUpstream('wechat', { code: '-1', message: 'system error' })).toBeNull()
    expect(explainUpstream('wechat', { code: null, message: 'ECONNRESET' })).toBeNull()
    expect(explainUpstream('wechat', { code: '40125', message: 'invalid appsecret' })?.key).toBe('codes.40125')
  })
})
