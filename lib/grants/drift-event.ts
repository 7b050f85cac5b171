import 'server-only'
import type { Actor, NewEvent } from '@/lib/audit/event'
import type { DriftKind } from '@/lib/grants/drift-schema'
import type { Json } from '@/lib/secrets/redact'

export type DifferenceRow = {
  drama_id: string
  appid: string
  kind: DriftKind
  known_held: boolean
  known_expires_at: Date | null
  found_held: boolean
  found_expires_at: Date | null
  drama_name: string | null
  licensee_name: string
  drift_id?: string | null
  is_changed?: boolean
}

/** How items of operations name the same grant; an account-level grant by its licensee alone. */
export const keyOf = (row: { drama_id: string; appid: string }): string =>
  row.drama_id === '' ? row.appid : `${row.drama_id}@${row.appid}`

const stateOf = (isHeld: boolean, expiresAt: Date | null): Json =>
  isHeld ? { expiresAt: expiresAt === null ? 0 : Math.floor(expiresAt.getTime() / 1_000) } : null

export const targetOf = (row: Pick<DifferenceRow, 'drama_id' | 'appid' | 'drama_name' | 'licensee_name'>) =>
  row.drama_id === ''
    ? { type: 'account_grant' as const, id: row.appid, name: row.licensee_name }
    : {
        type: 'drama_grant' as const,
        id: keyOf(row),
        name: `${row.drama_name ?? row.drama_id} → ${row.licensee_name}`,
      }

/** The event of a difference: found, or, the other way round, back to what we knew. */
export function driftEvent(
  actor: Actor,
  connectionId: string,
  row: DifferenceRow,
  change: 'found' | 'back' = 'found',
): NewEvent {
  const known = stateOf(row.known_held, row.known_expires_at)
  const found = stateOf(row.found_held, row.found_expires_at)
  return {
    phase: 'drift',
    action: 'grant.drift',
    outcome: 'mismatch',
    actor,
    target: targetOf(row),
    connectionId,
    before: change === 'found' ? known : found,
    after: change === 'found' ? found : known,
    detail: { drift: change === 'back' ? 'back' : row.kind, level: row.drama_id === '' ? 'account' : 'drama' },
  }
}

export const adoptEvent = (actor: Actor, connectionId: string, row: DifferenceRow, reason: string): NewEvent => ({
  phase: 'outcome',
  action: 'grant.adopt',
  outcome: 'succeeded',
  actor,
  target: targetOf(row),
  connectionId,
  before: stateOf(row.known_held, row.known_expires_at),
  after: stateOf(row.found_held, row.found_expires_at),
  detail: { drift: row.kind, level: row.drama_id === '' ? 'account' : 'drama' },
  reason,
})
