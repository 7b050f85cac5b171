import 'server-only'
import pino from 'pino'
import { escapeCharacter } from '@/lib/format'

/**
 * Control, line-breaking, zero-width and bidirectional characters become `\uXXXX`, so that one entry stays one line and
 * reads in the order it was written, in a file, a terminal and a screen.
 */
export function escapeControls(text: string): string {
  return text.replace(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it is for
    /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g,
    escapeCharacter,
  )
}

/** Cuts what may carry a secret out of an address: its query, and the token of a one-time link or a feed. */
export function toLoggedPath(address: string): string {
  const path = address.split(/[?#]/, 1)[0] ?? ''
  return escapeControls(
    path.replace(/^(\/invite|\/api\/expiring\/feed|\/share|\/api\/share)\/[^/]+/, '$1/[secret]'),
  ).slice(0, 300)
}

const secretNames = [
  'password',
  'newPassword',
  'currentPassword',
  'token',
  'access_token',
  'accessToken',
  'secret',
  'appSecret',
  'authCode',
  'customKey',
  'externalKey',
  'directKey',
  'channelPasswd',
  'cookie',
  'authorization',
  'sign',
  'link',
]

function escapeDeep(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return escapeControls(value).slice(0, 4_000)
  if (value === null || typeof value !== 'object' || depth > 6) return value
  if (Array.isArray(value)) return value.slice(0, 100).map((entry) => escapeDeep(entry, depth + 1))
  if (Object.getPrototypeOf(value) !== Object.prototype) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [escapeControls(key), escapeDeep(entry, depth + 1)]),
  )
}

/** An error as a log may hold it: addresses without their query, no cause chain of a foreign shape. */
function describeError(error: unknown) {
  if (!(error instanceof Error)) return { name: 'thrown', message: escapeControls(String(error)).slice(0, 500) }
  const message = error.message.replace(/\?[^\s"']*/g, '?…')
  const code = (error as { code?: unknown }).code
  return {
    name: error.name,
    message: escapeControls(message).slice(0, 1_000),
    ...(typeof code === 'string' ? { code } : {}),
    stack: (error.stack ?? '')
      .split('\n')
      .slice(1, 12)
      .map((line) => escapeControls(line.trim())),
  }
}

/** One JSON object a line, to standard output. Values named like a secret are masked, `Secret` masks itself. */
export const createLog = (destination?: pino.DestinationStream) =>
  pino(
    {
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: secretNames.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[secret]' },
      formatters: {
        level: (label) => ({ level: label }),
        log: (entry) => escapeDeep(entry) as Record<string, unknown>,
      },
      serializers: { error: describeError, err: describeError },
      hooks: {
        logMethod(values, method) {
          method.apply(
            this,
            values.map((value) => (typeof value === 'string' ? escapeControls(value) : value)) as typeof values,
          )
        },
      },
    },
    destination ?? pino.destination({ fd: 1, sync: true }),
  )

export const log = createLog()
