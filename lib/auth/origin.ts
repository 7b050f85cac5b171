import 'server-only'
import { env } from '@/lib/env'

/** The origins this desk is served from: `APP_URL`, or both loopback names. */
export const ownOrigins: readonly string[] = env.APP_URL
  ? [new URL(env.APP_URL).origin]
  : [`http://localhost:${env.PORT}`, `http://127.0.0.1:${env.PORT}`]

export const isHttps = ownOrigins.some((origin) => origin.startsWith('https:'))

/**
 * True when a page of ours sent this write. A browser always names the origin of a cross-site POST, so a request without
 * one passes only if the browser itself vouches for it; `Origin: null` (sandboxed frames) never passes.
 */
export function isOwnWrite(headers: Headers): boolean {
  const origin = headers.get('origin')
  if (origin !== null) return ownOrigins.includes(origin)
  return headers.get('sec-fetch-site') === 'same-origin'
}

/** True when another site's page embeds or fetches a read; opening a link from a chat app is not that. */
export function isForeignRead(headers: Headers): boolean {
  return headers.get('sec-fetch-site') === 'cross-site' && headers.get('sec-fetch-mode') !== 'navigate'
}
