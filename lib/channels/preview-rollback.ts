import 'server-only'
import { planRollback, type RollbackPlan } from '@/lib/channels/plan-rollback'
import { toChannelBase } from '@/lib/channels/queries'
import { toTrouble, type UpstreamTrouble } from '@/lib/channels/upstream-failure'
import type { RollbackView } from '@/lib/channels/versions-schema'
import { openConnection } from '@/lib/connections/queries'
import { UpstreamError } from '@/lib/http'

type RollbackPreview =
  | { state: 'ready'; rollback: RollbackView }
  | { state: 'unreadable'; trouble: UpstreamTrouble }
  | { state: 'unknown' }

/** The plan as a screen may have it: no secret, only whether one is changed. What was read on the way is remembered. */
export async function previewRollback(connectionId: string, scopeId: string, number: number): Promise<RollbackPreview> {
  const { connection } = await openConnection(connectionId)
  let plan: RollbackPlan | null
  try {
    plan = await planRollback(connection, scopeId, number)
  } catch (error) {
    if (error instanceof UpstreamError) return { state: 'unreadable', trouble: toTrouble(error) }
    throw error
  }
  if (!plan) return { state: 'unknown' }
  await toChannelBase(connectionId, scopeId, plan.reading, plan.seen)
  const { changes, left, fieldErrors, fingerprint, isIdentical, ranks, reading } = plan
  return {
    state: 'ready',
    rollback: {
      changes,
      left,
      fieldErrors,
      base: fingerprint,
      isIdentical,
      isReady: ranks.length > 0,
      followsDefault: reading.followsDefault === true,
    },
  }
}
