import 'server-only'
import { assertEventsImmutable } from '@/lib/audit/start-check'
import { env } from '@/lib/env'
import { log } from '@/lib/log'

type Settings = { APP_URL?: string | undefined; AUTH_SECRET: string; FINGERPRINT_KEY: string; APP_KEYS: string }

const isLoopback = (hostname: string) =>
  ['localhost', '127.0.0.1', '[::1]'].includes(hostname) || hostname.endsWith('.localhost')
const isGuessable = (secret: string) =>
  new Set(secret).size < 10 || /^(change.?me|secret|default|example|password|test)/i.test(secret)

/** The first reason not to serve with these settings, as one sentence; null when there is none. */
export function findUnsafeSetting(settings: Settings): string | null {
  if (settings.APP_URL) {
    if (!URL.canParse(settings.APP_URL)) return 'APP_URL is not an address.'
    const url = new URL(settings.APP_URL)
    if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) {
      return 'APP_URL must be https: over plain http the session cookie could be read on the way.'
    }
  }
  if (settings.AUTH_SECRET.length < 32 || isGuessable(settings.AUTH_SECRET))
    return 'AUTH_SECRET is short or a known default: set 32 random characters or more.'
  if (isGuessable(settings.FINGERPRINT_KEY.split(':')[1] ?? '')) {
    return 'FINGERPRINT_KEY is a known default: set a random key as id:base64.'
  }
  return null
}

/** Ends the process with one clear sentence rather than serve without the promises the desk makes. */
export async function refuseUnsafeStart(): Promise<void> {
  try {
    const reason = findUnsafeSetting(env)
    if (reason) throw new Error(`Refusing to start: ${reason}`)
    await assertEventsImmutable()
  } catch (error) {
    log.fatal(error instanceof Error ? error.message : String(error))
    process.exit(1)
  }
}
