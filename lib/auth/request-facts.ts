import 'server-only'
import { env } from '@/lib/env'
import { newId } from '@/lib/id'
import { escapeControls } from '@/lib/log'

export type RequestFacts = { ip: string; userAgent: string | null; requestId: string }

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** What the log keeps of a request. Header text is a stranger's: cut, and without control characters. */
export function readRequestFacts(headers: Headers): RequestFacts {
  const userAgent = headers.get('user-agent')
  const requestId = headers.get('x-request-id') ?? ''
  return {
    ip: readAddress(headers),
    userAgent: userAgent ? escapeControls(userAgent).slice(0, 300) : null,
    requestId: uuid.test(requestId) ? requestId : newId(),
  }
}

/**
 * The server listens on loopback, so a peer's address says nothing. `x-forwarded-for` is believed only as far as
 * `TRUSTED_PROXY_COUNT` proxies wrote it, counted from the right; what stands left of them is the client's own claim.
 */
function readAddress(headers: Headers): string {
  if (env.TRUSTED_PROXY_COUNT === 0) return '127.0.0.1'
  const hops = (headers.get('x-forwarded-for') ?? '').split(',').map((hop) => hop.trim())
  const address = hops.at(-env.TRUSTED_PROXY_COUNT) ?? hops[0] ?? ''
  return /^[0-9a-fA-F.:]{2,45}$/.test(address) ? address.toLowerCase() : 'unknown'
}
