import { describe, expect, test } from 'vitest'
import { toTemplate } from '@/lib/i18n/template'

describe('a sentence of many rows', () => {
  test('is written once and filled for each row', () => {
    let written = 0
    const say = toTemplate(['count', 'from'], ({ count, from }) => {
      written += 1
      return `${count} 格，最早 ${from}`
    })
    expect(say({ count: '3', from: '11-28' })).toBe('3 格，最早 11-28')
    expect(say({ count: '1 200', from: '12-01' })).toBe('1 200 格，最早 12-01')
    expect(written).toBe(1)
  })

  test('takes a value as it is, and its gaps in any order', () => {
    const say = toTemplate(['name', 'times'], ({ name, times }) => `${times} × ${name}!`)
    expect(say({ name: '{times}', times: '2' })).toBe('2 × {times}!')
  })
})
