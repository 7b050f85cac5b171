import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { expiryToken, integerToken, parseLossless } from '@/lib/wechat/lossless'
import { dramaResults } from '@/lib/wechat/schema'

vi.mock('@/lib/env', () => ({ env: { WECHAT_AUTHORIZE_SHAPE: 'auto' } }))
vi.mock('@/lib/wechat/client', () => ({ writeWechat: vi.fn() }))
const { authorizeBody } = await import('@/lib/wechat/authorize-dramas')

describe('ids above 2^53', () => {
  it('survive the way in and the way out, digit for digit', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 9_223_372_036_854_775_807n }), (id) => {
        const text = String(id)
        const read = dramaResults.parse(parseLossless(`{"result":[{"drama_id":${text},"errcode":0}]}`))
        expect(read.result?.[0]?.drama_id).toBe(text)
        const body = authorizeBody(
          { dramaIds: [text], appid: 'wx0000000000000000', expiresAt: null },
          'authorized_appid',
        )
        expect(body).toContain(`"drama_id":[${text}]`)
      }),
    )
  })

  it.each(['', '0', '-1', '1.5', '1e3', ' 1', '1]', '00100', '99999999999999999999', '"1"', '１００'])(
    'refuses %j before it can reach a body',
    (id) => {
      expect(() => integerToken(id)).toThrow(RangeError)
    },
  )

  it('does not take a rounded or fractional id for an id', () => {
    expect(dramaResults.safeParse(parseLossless('{"result":[{"drama_id":1.5,"errcode":0}]}')).success).toBe(false)
    expect(dramaResults.safeParse(parseLossless('{"result":[{"drama_id":-4,"errcode":0}]}')).success).toBe(false)
  })
})

describe('expiry', () => {
  it('is whole seconds, and 0 for permanent', () => {
    expect(expiryToken(null)).toBe('0')
    expect(expiryToken(new Date('2027-03-31T23:59:00+08:00'))).toBe('1806508740')
  })

  it('is never written from a broken date', () => {
    expect(() => expiryToken(new Date('nonsense'))).toThrow(RangeError)
    expect(() => expiryToken(new Date(0))).toThrow(RangeError)
  })
})

describe('the body', () => {
  const write = { dramaIds: ['100200', '2921020570379436032'], appid: 'wx1"},x', expiresAt: new Date(1806508740_000) }

  it.each([
    ['authorized_appid', ['authorized_appid']],
    ['both', ['authorized_appid', 'authorized']],
    ['authorized', ['authorized']],
  ] as const)('of shape %s names the licensee as %j and nothing else', (shape, names) => {
    const body = parseLossless(authorizeBody(write, shape)) as Record<string, unknown>
    expect(Object.keys(body).sort()).toEqual(['drama_id', ...names, 'authz_expire_time'].sort())
    for (const name of names) expect(body[name]).toBe(write.appid)
    expect(body.drama_id).toEqual([100200, '2921020570379436032'])
  })
})
