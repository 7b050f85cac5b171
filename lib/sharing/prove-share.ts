import 'server-only'
import { proveEvent } from '@/lib/audit/prove'
import type { OpenShare } from '@/lib/sharing/open-share'
import { provenEventOf } from '@/lib/sharing/shared-content'

/**
 * The place of an event in the sealed log without its content: that an event with this digest was recorded then, and stands
 * there unchanged. Whoever holds the whole event can compare the digest.
 */
export async function proveShare(share: OpenShare) {
  const eventId = await provenEventOf(share)
  const proof = eventId === null ? null : await proveEvent(eventId)
  if (proof === null || proof === 'unsealed') return null
  const { seq, occurredAt, rowHash } = proof
  return { format: 'countersign-audit-place/v1', eventId, seq, occurredAt, rowHash, proof: proof.proof }
}
