import 'server-only'
import type { UpstreamConnection } from '@/lib/http'

const TRUSTED_FOR_MS = 10 * 60_000
const learned = new Map<string, { offsetMs: number; at: number }>()

/** Remembers, for this process, the offset of an upstream that refused our timestamp. */
export function learnClockOffset(connectionId: string, offsetMs: number | null): void {
  if (offsetMs !== null) learned.set(connectionId, { offsetMs, at: Date.now() })
}

/** Upstream clock minus ours in milliseconds: what a refusal taught us lately, else what the connection knows. */
export function clockOffsetOf(connection: UpstreamConnection): number {
  const recent = learned.get(connection.id)
  if (recent !== undefined && Date.now() - recent.at < TRUSTED_FOR_MS) return recent.offsetMs
  return connection.clockOffsetMs()
}
