import 'server-only'
import { type ActionFailure, failure } from '@/lib/errors'
import { toFailure } from '@/lib/grants/plan-failure'
import { planRetry } from '@/lib/grants/retry-plan'
import type { RetryPlan } from '@/lib/grants/retry-schema'
import { UpstreamError } from '@/lib/http'
import type { OperationView } from '@/lib/operations/schema'

/** A catalogue this young is as good as new: the same page asks for it once more when the person submits. */
const FRESH_MS = 20_000
const KEPT_MS = 5 * 60_000

/** A retry's plan for the screen, or why there is none. */
export async function previewRetry(
  parent: OperationView,
  causes: readonly string[],
  isFresh: boolean,
): Promise<RetryPlan | ActionFailure> {
  if (parent.connection === null) return failure('connection_missing')
  try {
    const { plan } = await planRetry(
      {
        operationId: parent.id,
        action: parent.action,
        connectionId: parent.connectionId,
        callsPerSecond: parent.connection.callsPerSecond,
      },
      causes,
      isFresh ? FRESH_MS : KEPT_MS,
    )
    return plan
  } catch (error) {
    if (error instanceof UpstreamError) return toFailure(error)
    throw error
  }
}
