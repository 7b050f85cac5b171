import 'server-only'
import { getConnection } from '@/lib/connections/queries'
import { sql } from '@/lib/db'
import { type ActionResult, failure } from '@/lib/errors'
import { toSeconds } from '@/lib/grants/classify-cell'
import { asOfNow, forSubmit, planGrants } from '@/lib/grants/plan'
import { toFailure } from '@/lib/grants/plan-failure'
import { expiresAtOf, type GrantPlan, grantInput, planOfLetter } from '@/lib/grants/schema'
import { UpstreamError } from '@/lib/http'
import { type NewItem, type Submitted, submitOperation } from '@/lib/operations/submit'
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
  run: async (
    { requestKey, planKey, confirmedCount, ...choice },
    { actor, requestId },
  ): Promise<ActionResult<Submitted>> => {
    const [connection, repeats] = await Promise.all([getConnection(choice.connectionId), isRepeat(requestKey)])
    if (!connection?.isEnabled || connection.kind !== 'wechat') return failure('connection_missing')
    const { reason, ...planned } = choice
    const expiresAt = toSeconds(expiresAtOf(choice.expiry))
    const operation = {
      action: 'drama.grant',
      connectionId: choice.connectionId,
      requestKey,
      reason,
      actor,
      requestId,
      input: { dramaIds: choice.dramaIds, appids: choice.appids, expiresAt, reason },
      target: { type: 'drama_grant' as const, id: connection.accountId, name: connection.name },
    }
    // A repeat finds its first operation; planning it again would see its own effect.
    if (repeats) return submitOperation({ ...operation, summary: {}, items: [] })

    let plan: GrantPlan
    try {
      plan = await planGrants(planned, forSubmit)
      if (plan.planKey !== planKey) plan = await planGrants(planned, asOfNow)
    } catch (error) {
      if (error instanceof UpstreamError) return toFailure(error)
      throw error
    }
    if (plan.planKey !== planKey) return failure('stale_base')
    if (plan.toSend === 0) return failure('invalid_input', { fieldErrors: { dramaIds: 'nothingToSend' } })
    if (expiresAt === 0 && confirmedCount !== plan.toSend)
      return failure('invalid_input', { fieldErrors: { confirmedCount: 'confirmCount' } })
    return submitOperation({
      ...operation,
      summary: summaryOf(plan, expiresAt),
      after: { expiresAt },
      items: itemsOf(plan, expiresAt),
    })
  },
})

async function isRepeat(requestKey: string): Promise<boolean> {
  return (await sql('select 1 from operation where request_key = $1', [requestKey])).length > 0
}

const NAMED = 5

const summaryOf = (plan: GrantPlan, expiresAt: number) => ({
  dramas: plan.dramas.length,
  licensees: plan.licensees.length,
  cells: plan.dramas.length * plan.licensees.length,
  toSend: plan.toSend,
  counts: { ...plan.counts },
  calls: plan.calls,
  reads: plan.reads,
  expiresAt,
  dramaNames: plan.dramas.slice(0, NAMED).map((drama) => drama.name),
  licenseeNames: plan.licensees.slice(0, NAMED).map((licensee) => licensee.name),
})

function itemsOf(plan: GrantPlan, expiresAt: number): NewItem[] {
  return plan.licensees.flatMap((licensee) =>
    plan.dramas.map((drama, index): NewItem => {
      const key = `${drama.dramaId}@${licensee.appid}`
      const held = plan.held[key]
      return {
        targetKey: `drama:${key}`,
        groupKey: licensee.appid,
        targetType: 'drama_grant',
        targetId: key,
        targetName: `${drama.name} → ${licensee.name}`,
        plan: planOfLetter(licensee.cells[index] ?? ''),
        ...(drama.cause ? { planCause: drama.cause } : {}),
        intent: {
          dramaId: drama.dramaId,
          appid: licensee.appid,
          expiresAt,
          dramaName: drama.name,
          licenseeName: licensee.name,
        },
        before: held === undefined ? null : { expiresAt: held },
      }
    }),
  )
}
