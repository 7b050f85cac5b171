import { describe, expect, test } from 'vitest'
import { createLog, escapeControls, toLoggedPath } from '@/lib/log'
import { Secret } from '@/lib/secrets/secret'

function capture(write: (log: ReturnType<typeof createLog>) => void): string[] {
  const lines: string[] = []
  write(createLog({ write: (line: string) => void lines.push(line) }))
  return lines
}

describe('the log', () => {
  test('keeps one entry on one line, whatever a stranger wrote into it', () => {
    const nasty = 'a\r\n{"level":"fatal"}\u001b[31mred\u202eevil\u2028\u0000'
    const lines = capture((log) => log.warn({ userAgent: nasty, nested: { deeper: [nasty] } }, nasty))
    expect(lines).toHaveLength(1)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that none is left is the point
    expect(lines[0]?.trimEnd()).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e]/)
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 'warn' })
    expect(JSON.parse(lines[0] ?? '').userAgent).toContain('\\u202e')
  })

  test('masks what is named like a secret and what is a Secret', () => {
    const value = 'correct horse battery'
    const lines = capture((log) =>
      log.info({ password: value, input: { newPassword: value, token: value }, key: new Secret(value) }, 'x'),
    )
    expect(lines.join('')).not.toContain(value)
  })

  test('drops queries from addresses in errors and paths', () => {
    const lines = capture((log) =>
      log.error({ error: new Error('GET https://api.example/x?access_token=abc123 failed') }, 'x'),
    )
    expect(lines.join('')).not.toContain('abc123')
    expect(toLoggedPath('/audit?text=abc123#abc123')).toBe('/audit')
    expect(toLoggedPath('/invite/abc123')).toBe('/invite/[secret]')
    expect(toLoggedPath('/api/expiring/feed/abc123.ics')).toBe('/api/expiring/feed/[secret]')
  })

  test('escapes zero-width and bidirectional marks and leaves Chinese alone', () => {
    expect(escapeControls('锦书\u200b难托\u2067')).toBe('锦书\\u200b难托\\u2067')
  })
})
