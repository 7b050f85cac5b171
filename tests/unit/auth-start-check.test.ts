import { beforeAll, describe, expect, test } from 'vitest'
import { setTestEnvironment } from '@/tests/unit/environment'

let findUnsafeSetting: typeof import('@/lib/auth/start-check').findUnsafeSetting
const safe = {
  AUTH_SECRET: 'Vq8TzR2mKx5YbN7cJw3LdHs9GfPa4eUi',
  FINGERPRINT_KEY: 'f1:Zx9cVb8nMq7wEr6tLk5jHg4f',
  APP_KEYS: 'k1:x',
}

beforeAll(async () => {
  setTestEnvironment()
  findUnsafeSetting = (await import('@/lib/auth/start-check')).findUnsafeSetting
})

describe('starting', () => {
  test.each([
    {},
    { APP_URL: 'https://desk.example.com' },
    { APP_URL: 'http://localhost:3000' },
    { APP_URL: 'http://127.0.0.1:3000' },
    { APP_URL: 'http://[::1]:3000' },
  ])('is allowed with %j', (more) => {
    expect(findUnsafeSetting({ ...safe, ...more })).toBeNull()
  })

  test.each([
    [{ APP_URL: 'http://desk.example.com' }, 'APP_URL'],
    [{ APP_URL: 'http://localhost.example.com' }, 'APP_URL'],
    [{ APP_URL: 'desk' }, 'APP_URL'],
    [{ APP_URL: 'ftp://localhost' }, 'APP_URL'],
    [{ AUTH_SECRET: 'short' }, 'AUTH_SECRET'],
    [{ AUTH_SECRET: 'a'.repeat(64) }, 'AUTH_SECRET'],
    [{ AUTH_SECRET: 'change-me-change-me-change-me-please' }, 'AUTH_SECRET'],
    [{ FINGERPRINT_KEY: `f1:${'a'.repeat(44)}` }, 'FINGERPRINT_KEY'],
  ])('is refused with %j', (more, named) => {
    expect(findUnsafeSetting({ ...safe, ...more })).toContain(named)
  })
})
