import { createTranslator } from 'next-intl'
import { describe, expect, it } from 'vitest'
import en from '@/lib/i18n/messages/en/wechat.json'
import zh from '@/lib/i18n/messages/zh-CN/wechat.json'
import { errorTable } from '@/lib/wechat/error-table'
import { adviceFor, judgeWrite, untilBeijingMidnight } from '@/lib/wechat/errors'

const documented = [
  1, -1, -2, 43002, 44002, 47001, 47003, 10090001, 10090002, 10090003, 10090005, 10090038, 10090039, 10090040, 10090041,
  10090042, 10090043, 10093011, 10093014, 10093023, 10093030, 10090018, 10090019, 10090021, 10090024, 10090066,
  10090029, 40001, 40014, 42001, 41001, 40002, 40013, 40125, 41002, 41004, 40164, 40243, 40035, 40097, 43001, 43003,
  45009, 45011, 48001, 48004, 50002, 61003, 61004, 61005, 61006, 61007, 61009, 61010, 61011, 61014, 61015, 61023, 61024,
  89501, 89503, 89504, 89505,
].map(String)

const facts = { code: '10090001', message: '<b>raw</b>', rid: '00000000-00000000-00000000' }

describe('codes', () => {
  it('of the reference are all classified, and no other', () => {
    expect(Object.keys(errorTable).sort()).toEqual([...documented].sort())
  })

  it.each([
    ['zh-CN', zh],
    ['en', en],
  ] as const)('all have copy in %s that renders', (locale, messages) => {
    const say = createTranslator({
      locale,
      messages: { wechat: messages },
      namespace: 'wechat',
      onError: (error) => {
        throw error
      },
    })
    for (const code of [...documented, '99999']) {
      const text = say(adviceFor(code).messageKey as 'classes.user', { ...facts, code })
      expect(text.length).toBeGreaterThan(4)
      expect(text).not.toContain('{')
    }
    for (const row of Object.values(errorTable)) {
      expect(messages.classes[row.class]).toBeTruthy()
      expect(messages.fixers[row.fixer]).toBeTruthy()
    }
  })

  it('speak in the same keys in both languages', () => {
    expect(Object.keys(en.codes)).toEqual(Object.keys(zh.codes))
    expect(Object.keys(en.ours)).toEqual(Object.keys(zh.ours))
  })
})

describe('a write', () => {
  it.each([-1, 10093011])('answered %i is unknown, not failed', (code) => {
    for (const attempts of [1, 2, 9]) expect(judgeWrite(code, attempts).outcome).toBe('unknown')
  })

  it('that nobody documented is refused and never repeated', () => {
    expect(judgeWrite(123456, 1)).toEqual({ outcome: 'refused' })
  })

  it('still initialising waits 1, 2, 5, 10, 10 minutes and then stands refused', () => {
    const pauses = [1, 2, 3, 4, 5].map((attempts) => judgeWrite(-2, attempts, 0, 0).pauseMs)
    expect(pauses).toEqual([60_000, 120_000, 300_000, 600_000, 600_000])
    expect(judgeWrite(-2, 6, 0, 0)).toEqual({ outcome: 'refused' })
  })

  it('too frequent doubles from one minute to fifteen', () => {
    const pauses = [1, 2, 3, 4, 5].map((attempts) => judgeWrite(10093023, attempts, 0, 0).pauseMs)
    expect(pauses).toEqual([60_000, 120_000, 240_000, 480_000, 900_000])
  })

  it('over its quota waits for midnight in Beijing wherever the server stands', () => {
    expect(untilBeijingMidnight(Date.parse('2026-11-21T23:59:00+08:00'))).toBe(60_000)
    expect(untilBeijingMidnight(Date.parse('2026-11-22T00:00:00+08:00'))).toBe(86_400_000)
    expect(judgeWrite(45009, 40, Date.parse('2026-11-21T23:59:00+08:00'), 0)).toEqual({
      outcome: 'again',
      parkMs: 60_000,
    })
  })
})
