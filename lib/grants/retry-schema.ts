import { z } from 'zod'
import type { BlockCause, CellPlan } from '@/lib/grants/schema'
import { reasonSchema } from '@/lib/grants/schema'
import { causeKeySchema, MOST_CAUSES } from '@/lib/operations/retry-schema'

export const retryInput = z.strictObject({
  operationId: z.uuid(),
  causes: z.array(causeKeySchema).min(1, 'causes').max(MOST_CAUSES, 'causes'),
  /** The preview the person looked at; another one now means that nothing is sent. */
  planKey: z.string().min(1).max(100),
  reason: reasonSchema,
  requestKey: z.uuid(),
})

export type RetryBlock = BlockCause | 'expiry_floor'

export type PlannedRetryItem = {
  targetKey: string
  dramaId: string
  dramaName: string
  appid: string
  licenseeName: string
  /** ISO; `permanent` without an end. */
  expiresAt: string
  plan: CellPlan
  block: RetryBlock | null
  causeKey: string
}

/** A dry run of a retry: nothing was written to make it. */
export type RetryPlan = {
  counts: Record<CellPlan, number>
  blocks: { cause: RetryBlock; count: number }[]
  toSend: number
  licensees: number
  calls: number
  reads: number
  predictedMs: number
  plannedAt: string
  catalogueAt: string | null
  planKey: string
  /** The first items; the counts speak for all. */
  shown: PlannedRetryItem[]
}
