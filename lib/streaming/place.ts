import 'server-only'
import type { FieldErrors } from '@/lib/errors'
import { AddressRefused, parseWebhookUrl, resolveHost } from '@/lib/streaming/guarded-address'
import type { Place, SinkKind } from '@/lib/streaming/schema'

type Wanted = { kind: SinkKind; url: string; host: string; port: number; isTls: boolean }

export const toPlace = ({ kind, url, host, port, isTls }: Wanted): Place =>
  kind === 'webhook' ? { url: shownAddress(url) } : kind === 'syslog' ? { host, port, isTls } : {}

/** What may be seen of a webhook's address: many collectors keep their key in its path or query. */
export function shownAddress(address: string): string {
  const { origin, pathname, search, hash } = new URL(address)
  return pathname === '/' && search === '' && hash === '' ? origin : `${origin}/…`
}

/** What is wrong with where to send, by field; it is judged again at every delivery. */
export async function placeFault({ kind, url, host }: Wanted): Promise<FieldErrors | null> {
  if (kind === 'file') return null
  try {
    if (kind === 'webhook') await resolveHost(parseWebhookUrl(url).hostname, false)
    else await resolveHost(host, true)
    return null
  } catch (error) {
    if (!(error instanceof AddressRefused)) throw error
    return { [kind === 'webhook' ? 'url' : 'host']: error.fault }
  }
}
