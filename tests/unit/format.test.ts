import { describe, expect, it } from 'vitest'
import {
  countCodePoints,
  formatClock,
  formatCount,
  formatDate,
  formatDateTime,
  formatDuration,
  formatRelative,
  formatShortDateTime,
  formatYuan,
  parseBeijingDateTime,
  shortenAppid,
} from '@/lib/format'

describe('clocks', () => {
  it('shows Beijing time whatever the machine thinks, across the date line', () => {
    expect(formatDateTime('2026-11-20T16:30:05.412Z')).toBe('2026-11-21 00:30')
    expect(formatDateTime('2026-11-20T16:30:05.412Z', 'second')).toBe('2026-11-21 00:30:05')
    expect(formatDateTime('2026-11-20T16:30:05.412Z', 'milli')).toBe('2026-11-21 00:30:05.412')
    expect(formatShortDateTime('2026-12-31T15:59:00Z')).toBe('12-31 23:59')
    expect(formatDate('2026-12-31T16:00:00Z')).toBe('2027-01-01')
    expect(formatClock(0)).toBe('08:00:00')
  })

  it('shows a dash for what is no moment, instead of throwing in a row', () => {
    expect(formatDateTime('')).toBe('—')
    expect(formatDateTime(Number.NaN)).toBe('—')
    expect(formatRelative('soon', 0, 'en')).toBe('—')
  })

  it('reads back what it writes', () => {
    const moment = new Date('2027-03-31T15:59:00Z')
    expect(parseBeijingDateTime(formatDateTime(moment))).toEqual(moment)
    expect(parseBeijingDateTime('2027-03-31T23:59')).toEqual(moment)
  })

  it.each(['2027-02-29 12:00', '2027-13-01 00:00', '2027-01-01 24:00', '2027-1-1 00:00', '2027-01-01', ''])(
    'refuses %j',
    (text) => {
      expect(parseBeijingDateTime(text)).toBeNull()
    },
  )

  it('says how long ago in the reader’s language, with a space between Han and digits', () => {
    const now = '2026-11-21T06:00:00Z'
    expect(formatRelative('2026-11-21T05:58:00Z', now, 'zh-CN')).toBe('2 分钟前')
    expect(formatRelative('2026-11-24T06:00:00Z', now, 'en')).toBe('in 3 days')
    expect(formatRelative('2026-11-22T15:00:00Z', now, 'zh-CN')).toBe('1 天后')
    expect(formatRelative(now, now, 'en')).toBe('just now')
    expect(formatRelative(now, now, 'zh-CN')).toBe('刚刚')
  })
})

describe('figures', () => {
  it('parts thousands by a narrow space, never a comma', () => {
    expect(formatCount(3000)).toBe('3\u202f000')
    expect(formatCount(999)).toBe('999')
    expect(formatCount(12345678901234567890n)).toBe('12\u202f345\u202f678\u202f901\u202f234\u202f567\u202f890')
  })

  it('writes fen as yuan without touching a float', () => {
    expect(formatYuan(1990)).toBe('19.90')
    expect(formatYuan(5)).toBe('0.05')
    expect(formatYuan(-1)).toBe('-0.01')
    expect(formatYuan(99_999_999)).toBe('999\u202f999.99')
  })

  it('keeps hundredths only while a duration is short', () => {
    expect(formatDuration(310, 'zh-CN')).toBe('0.31 s')
    expect(formatDuration(75_000, 'zh-CN')).toBe('75 秒')
    expect(formatDuration(140_000, 'zh-CN')).toBe('2 分 20 秒')
    expect(formatDuration(180_000, 'en')).toBe('3 min')
  })
})

describe('texts', () => {
  it('counts what a person sees', () => {
    expect(countCodePoints('剧🎬')).toBe(2)
    expect(countCodePoints('')).toBe(0)
  })

  it('shortens an appid but leaves a short name whole', () => {
    expect(shortenAppid('wx3f0c9d2e4b5a8a17')).toBe('wx3f0c…8a17')
    expect(shortenAppid('f7k2a9q9')).toBe('f7k2a9q9')
  })
})
