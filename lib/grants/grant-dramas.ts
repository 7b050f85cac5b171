import 'server-only'
import type { z } from 'zod'
import type { Actor } from '@/lib/audit/event'
import { getConnection } from '@/lib/connections/queries'
import { sql } from '@/lib/db'
import { type ActionResult, failure } from '@/lib/errors'
import { toSeconds } from '@/lib/grants/classify-cell'
import { itemsOf, summaryOf } from '@/lib/grants/grant-items'
import { asOfNow, forSubmit, type Planned, planGrants } from '@/lib/grants/plan'
import { toFailure } from '@/lib/grants/plan-failure'
import { expiresAtOf, type grantChoice, grantInput } from '@/lib/grants/schema'
import { packRemoved, type Removed } from '@/lib/grants/slip-schema'
import { UpstreamError } from '@/lib/http'
import { type Submitted, submitOperation } from '@/lib/operations/submit'
import { defineWrite } from '@/lib/write'

/** Grants dramas to licensees: planned again here, then handed to the ledger, one item per drama and licensee. */
export const grantDramas = defineWrite({
  name: 'drama.grant',
  permission: 'grant.write',
  input: grantInput,
  target: (input) => ({
    type: 'drama_grant',
    id: input.connectionId,
    name: `${input.dramaIds.length} × ${input.appids.length}`,
  }),
  run: ({ requestKey, planKey, confirmedCount, ...choice }, { actor, requestId }) =>
    submitGrants(choice, { requestKey, planKey, confirmedCount, actor, requestId }),
})

type Choice = z.output<typeof grantChoice> & { removed?: Removed }
type Submission = {
  requestKey: string
  planKey: string
  confirmedCount: number | null
  actor: Actor
  requestId: string
  parentId?: string
}

/** Planning begins beside the first checks; why it failed matters only once they hold. */
class Unplanned {
  readonly cause: unknown

  constructor(cause: unknown) {
    this.cause = cause
  }
}

/** Plans once more and submits, if that is still what the person looked at. */
export async function submitGrants(
  { reason, ...choice }: Choice,
  { planKey, confirmedCount, ...submission }: Submission,
): Promise<ActionResult<Submitted>> {
  const [connection, repeats, previewed] = await Promise.all([
    getConnection(choice.connectionId),
    isRepeat(submission.requestKey),
    planGrants(choice, forSubmit).catch((error: unknown) => new Unplanned(error)),
  ])
  if (!connection?.isEnabled || connection.kind !== 'wechat') return failure('connection_missing')
  const { connectionId, dramaIds, appids } = choice
  const expiresAt = toSeconds(expiresAtOf(choice.expiry))
  const removed = choice.removed ? packRemoved(dramaIds, appids, choice.removed) : {}
  const operation = {
    ...submission,
    action: 'drama.grant',
    connectionId,
    reason,
    input: { dramaIds, appids, expiresAt, reason, ...(Object.keys(removed).length > 0 ? { removed } : {}) },
    target: { type: 'drama_grant' as const, id: connection.accountId, name: connection.name },
  }
  // A repeat finds its first operation; planning it again would see its own effect.
  if (repeats) return submitOperation({ ...operation, summary: {}, items: [] })

  let plan: Planned
  try {
    if (previewed instanceof Unplanned) throw previewed.cause
    plan = previewed
    if (plan.planKey !== planKey) plan = await planGrants(choice, asOfNow)
  } catch (error) {
    if (error instanceof UpstreamError) return toFailure(error)
    throw error
  }
  if (plan.planKey !== planKey) return failure('stale_base')
  if (plan.toSend === 0) return failure('invalid_input', { fieldErrors: { dramaIds: 'nothingToSend' } })
  if (expiresAt === 0 && confirmedCount !== plan.toSend)
    return failure('invalid_input', { fieldErrors: { confirmedCount: 'confirmCount' } })
  return submitOperation({ ...operation, summary: summaryOf(plan), after: { expiresAt }, items: itemsOf(plan) })
}

async function isRepeat(requestKey: string): Promise<boolean> {
  return (await sql('select 1 from operation where request_key = $1', [requestKey])).length > 0
}
