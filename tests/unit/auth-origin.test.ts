import { beforeAll, describe, expect, test, vi } from 'vitest'
import { setTestEnvironment } from '@/tests/unit/environment'

type Origin = typeof import('@/lib/auth/origin')
type ReturnPath = typeof import('@/lib/auth/return-path')
let origin: Origin
let returnPath: ReturnPath

beforeAll(async () => {
  setTestEnvironment()
  origin = await import('@/lib/auth/origin')
  returnPath = await import('@/lib/auth/return-path')
})

describe('the origin of a write', () => {
  test.each([
    [{ origin: 'http://localhost:3000' }, true],
    [{ origin: 'http://127.0.0.1:3000' }, true],
    [{ 'sec-fetch-site': 'same-origin' }, true],
    [{}, false],
    [{ origin: 'null' }, false],
    [{ origin: 'null', 'sec-fetch-site': 'same-origin' }, false],
    [{ origin: '' }, false],
    [{ origin: 'https://evil.example' }, false],
    [{ origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' }, false],
    [{ origin: 'http://localhost:3001' }, false],
    [{ origin: 'https://localhost:3000' }, false],
    [{ origin: 'http://localhost:3000.evil.example' }, false],
    [{ origin: 'http://LOCALHOST:3000' }, false],
    [{ 'sec-fetch-site': 'same-site' }, false],
    [{ 'sec-fetch-site': 'cross-site' }, false],
    [{ 'sec-fetch-site': 'none' }, false],
  ])('%j passes: %s', (headers, passes) => {
    expect(origin.isOwnWrite(new Headers(headers))).toBe(passes)
  })

  test('another site may link to a read and not fetch or embed it', () => {
    const read = (mode: string) =>
      origin.isForeignRead(new Headers({ 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': mode }))
    expect(['navigate', 'cors', 'no-cors'].map(read)).toEqual([false, true, true])
    expect(origin.isForeignRead(new Headers())).toBe(false)
  })

  test('APP_URL is the only own origin once it is set, and https gets the __Host- cookie', async () => {
    vi.resetModules()
    setTestEnvironment({ APP_URL: 'https://desk.example.com/somewhere' })
    const fresh = await import('@/lib/auth/origin')
    const { sessionCookieName } = await import('@/lib/auth/cookie')
    const { securityHeaders } = await import('@/lib/auth/security-headers')
    expect(fresh.ownOrigins).toEqual(['https://desk.example.com'])
    expect(fresh.isOwnWrite(new Headers({ origin: 'http://localhost:3000' }))).toBe(false)
    expect(sessionCookieName).toMatch(/^__Host-/)
    expect(securityHeaders).toHaveProperty('strict-transport-security')
    process.env.APP_URL = ''
    delete process.env.APP_URL
  })
})

describe('where sign-in leads', () => {
  test.each(['/grants', '/audit?person=1&outcome=denied', '/channels/1965681#code'])('%s is kept', (path) => {
    expect(returnPath.toReturnPath(path)).toBe(path)
  })

  test.each([
    null,
    '',
    'grants',
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    '/\t/evil.example',
    '/\n/evil.example',
    '/.//evil.example',
    '/sign-in?callbackUrl=/x',
    '/invite/x',
    '/api/auth/sign-out',
    `/${'a'.repeat(3_000)}`,
  ])('%j leads to the first page', (path) => {
    expect(returnPath.toReturnPath(path)).toBe('/')
  })
})
