import 'server-only'
import type { EventLine } from '@/lib/audit/schema'

type Placed = { target: EventLine['target']; connectionId: string | null }

/** The account's default for channels has the same id in every account. */
const IN_EVERY_ACCOUNT = 'default'
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/

/** The account that tells this target from others of the same id. */
export const accountOf = ({ target, connectionId }: Placed): { connectionId?: string } =>
  target.type === 'channel' && target.id === IN_EVERY_ACCOUNT && connectionId !== null ? { connectionId } : {}

/** A target as a query names it. */
export function writeTarget(event: Placed): string {
  const { connectionId } = accountOf(event)
  return `${event.target.type}:${event.target.id}${connectionId ? `@${connectionId}` : ''}`
}

/** The id in such a name, and its account where that belongs to it. */
export function readTargetId(written: string): { id: string; connectionId: string | undefined } {
  const [id = '', account = '', ...more] = written.split('@')
  const isPlaced = id === IN_EVERY_ACCOUNT && UUID.test(account) && more.length === 0
  return isPlaced ? { id, connectionId: account } : { id: written, connectionId: undefined }
}
