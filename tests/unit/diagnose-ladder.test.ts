import { describe, expect, it } from 'vitest'
import type { Facts, Right } from '@/lib/diagnose/facts-schema'
import { judgeLadder } from '@/lib/diagnose/judge-ladder'
import { answerKeys, checkNames } from '@/lib/diagnose/schema'
import { writeAnswer } from '@/lib/diagnose/write-answer'
import { messages } from '@/lib/i18n/messages'

const DAY = 86_400_000
const now = Date.parse('2026-11-22T04:00:00Z')
const read = <T>(value: T) => ({ isRead: true as const, value })
const unread = (why = 'timeout') => ({ isRead: false as const, why })
const until = (days: number): Right => ({ expiresAt: now + days * DAY })

const good: Facts = {
  now,
  drama: read({
    name: '锦书难托',
    auditState: 'passed',
    playState: 'playable',
    episodeCount: 80,
    auditedAt: now - 4 * DAY,
  }),
  dramaGrant: read(until(100)),
  accountGrant: read(null),
  copyright: read(null),
  categoryRefusedAt: null,
  grantTakenAt: now - 10 * DAY,
  attempt: null,
}
const drama = (change: object) => ({ drama: read({ ...(good.drama as { value: object }).value, ...change } as never) })
const judge = (change: Partial<Facts>) => judgeLadder({ ...good, ...change })
const statuses = (change: Partial<Facts>) =>
  Object.fromEntries(judge(change).checks.map((check) => [check.name, check.status]))
const operation = { id: 'o', number: 7 }

describe('the ladder', () => {
  it('asks the eight in order and lets a sound pair pass', () => {
    const ladder = judge({})
    expect(ladder.checks.map((check) => check.name)).toEqual(checkNames)
    expect(ladder).toMatchObject({ verdict: 'plays', answer: 'plays', fixer: null })
    expect(statuses({})).toEqual({
      exists: 'passed',
      passed: 'passed',
      playable: 'passed',
      dramaGrant: 'passed',
      accountGrant: 'none',
      copyright: 'none',
      expiry: 'passed',
      category: 'passed',
    })
  })

  const refused = { categoryRefusedAt: now - DAY, grantTakenAt: now - 2 * DAY }
  it.each([
    ['no such drama', { drama: read(null) }, 'exists', 'notFound', 'you'],
    ['in review', drama({ auditState: 'in_review' }), 'passed', 'inReview', 'wait'],
    ['failed', drama({ auditState: 'failed' }), 'passed', 'reviewFailed', 'you'],
    ['sent back', drama({ auditState: 'rejected' }), 'passed', 'reviewFailed', 'you'],
    ['void', drama({ auditState: 'invalid' }), 'passed', 'reviewFailed', 'you'],
    ['playback in review', drama({ playState: 'in_review' }), 'playable', 'inReview', 'wait'],
    ['playback refused', drama({ playState: 'failed' }), 'playable', 'reviewFailed', 'you'],
    ['taken down', drama({ playState: 'taken_down' }), 'playable', 'takenDown', 'you'],
    ['no grant', { dramaGrant: read(null) }, 'dramaGrant', 'noGrant', 'you'],
    [
      'no grant for want of the category',
      { dramaGrant: read(null), ...refused },
      'dramaGrant',
      'noGrantCategory',
      'partner',
    ],
    [
      'no grant because WeChat refused it',
      { dramaGrant: read(null), attempt: { operation, isOpen: false, isRefused: true, code: '10093030' } },
      'dramaGrant',
      'noGrantRefused',
      'you',
    ],
    [
      'a grant on its way',
      { dramaGrant: read(null), ...refused, attempt: { operation, isOpen: true, isRefused: false, code: null } },
      'dramaGrant',
      'noGrantRunning',
      'wait',
    ],
    ['lapsed', { dramaGrant: read(until(-1)) }, 'expiry', 'lapsed', 'you'],
    ['lapsed for the account', { dramaGrant: read(null), accountGrant: read(until(-1)) }, 'expiry', 'lapsed', 'you'],
    ['category lost since', refused, 'category', 'categoryMissing', 'partner'],
  ] as const)('%s is the headline', (_name, change, check, answer, fixer) => {
    const ladder = judge(change as Partial<Facts>)
    expect(ladder.checks.find((one) => one.status === 'failed')?.name).toBe(check)
    expect(ladder).toMatchObject({ verdict: 'blocked', answer, fixer })
  })

  it('the first failure wins over later ones', () => {
    const ladder = judge({
      ...drama({ auditState: 'failed', playState: 'taken_down' }),
      dramaGrant: read(null),
      ...refused,
    })
    expect(ladder.answer).toBe('reviewFailed')
    expect(ladder.checks.filter((check) => check.status === 'failed').map((check) => check.name)).toEqual([
      'passed',
      'playable',
      'dramaGrant',
      'category',
    ])
  })

  it('an account-level grant stands in for a missing or lapsed one', () => {
    for (const dramaGrant of [read(null), read(until(-3))]) {
      const change = { dramaGrant, accountGrant: read({ expiresAt: null }) }
      expect(judge(change)).toMatchObject({ verdict: 'plays' })
      expect(statuses(change)).toMatchObject({ dramaGrant: 'none', accountGrant: 'passed', expiry: 'passed' })
    }
  })

  it('says how little is left, and still passes', () => {
    const expiry = judge({ dramaGrant: read(until(2)) }).checks.find((check) => check.name === 'expiry')
    expect(expiry).toMatchObject({ status: 'passed', detail: 'soon', values: { days: 2 } })
  })

  it('the end itself is no longer within', () => {
    expect(judge({ dramaGrant: read({ expiresAt: now }) }).answer).toBe('lapsed')
  })
})

describe('what could not be read', () => {
  it.each([
    ['the drama', { drama: unread() }, ['exists', 'passed', 'playable']],
    ['the drama grant', { dramaGrant: unread() }, ['dramaGrant', 'expiry']],
    ['both grants', { dramaGrant: unread(), accountGrant: unread('48001') }, ['dramaGrant', 'accountGrant', 'expiry']],
    ['a state nobody knows', drama({ auditState: 'unknown' }), ['passed']],
  ] as const)('%s: unknown, and no conclusion', (_name, change, unknown) => {
    const ladder = judge(change as Partial<Facts>)
    expect(ladder).toMatchObject({ verdict: 'undecided', answer: 'undecided' })
    expect(ladder.checks.filter((check) => check.status === 'unknown').map((check) => check.name)).toEqual(unknown)
    expect(ladder.checks.every((check) => check.status !== 'failed')).toBe(true)
  })

  it('a missing drama grant fails nothing while the account grant is unread', () => {
    const change = { dramaGrant: read(null), accountGrant: unread() }
    expect(judge(change).verdict).toBe('undecided')
    expect(statuses(change)).toMatchObject({ dramaGrant: 'none', accountGrant: 'unknown', expiry: 'unknown' })
  })

  it('a lapsed drama grant fails nothing while the account grant is unread', () => {
    expect(judge({ dramaGrant: read(until(-1)), accountGrant: unread() }).verdict).toBe('undecided')
  })

  it('an unread account grant does not shake a good drama grant, nor an unread copyright', () => {
    expect(judge({ accountGrant: unread(), copyright: unread() }).verdict).toBe('plays')
  })

  it('a certain failure is told although something before it is unread', () => {
    expect(judge({ drama: unread(), dramaGrant: read(null) })).toMatchObject({ verdict: 'blocked', answer: 'noGrant' })
  })

  it('no record of the category is unknown and does not stop the answer', () => {
    expect(statuses({ grantTakenAt: null }).category).toBe('unknown')
    expect(judge({ grantTakenAt: null }).verdict).toBe('plays')
  })
})

describe('the message for a partner', () => {
  const facts = { drama: '锦书难托', dramaId: '100231', appid: 'wx77c0aabbccdd3e01', grantor: 'wx5d1c7e90b3a2f486' }
  it.each(answerKeys)('%s reads in both languages and keeps what is ours', (answer) => {
    const ladder = { ...judge({}), answer, values: { date: '2027-03-31 23:59', code: '10090038', count: 2 } }
    for (const locale of ['zh-CN', 'en'] as const) {
      const text = writeAnswer(ladder, facts, locale)
      expect(text.length).toBeGreaterThan(20)
      expect(text).not.toMatch(/[{}]|diagnose\.|R-\d|100900|rid/)
    }
  })

  it('says until when, or that there is no end', () => {
    expect(writeAnswer(judge({}), facts, 'zh-CN')).toContain('有效至 2027-03-02 12:00')
    expect(writeAnswer(judge({ dramaGrant: read({ expiresAt: null }) }), facts, 'en')).toContain('with no end date')
  })

  it('every sentence a check may say exists in both languages', () => {
    const said = new Set<string>()
    for (const auditState of ['invalid', 'in_review', 'failed', 'passed', 'rejected'])
      for (const playState of ['playable', 'in_review', 'failed', 'taken_down'])
        for (const dramaGrant of [read(null), read(until(-1)), read(until(1)), read({ expiresAt: null }), unread()])
          for (const accountGrant of [read(null), read(until(5)), unread()])
            for (const categoryRefusedAt of [null, now])
              for (const check of judge({
                ...drama({ auditState, playState }),
                dramaGrant,
                accountGrant,
                categoryRefusedAt,
              }).checks)
                said.add(check.detail)
    for (const locale of ['zh-CN', 'en'] as const) {
      for (const key of said) {
        const found = key
          .split('.')
          .reduce<unknown>((node, part) => (node as Record<string, unknown>)?.[part], messages[locale].diagnose.detail)
        expect(typeof found, `${locale} ${key}`).toBe('string')
      }
    }
  })
})
