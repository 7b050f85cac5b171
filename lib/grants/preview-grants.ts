import 'server-only'
import { getConnection } from '@/lib/connections/queries'
import { type ActionFailure, failure } from '@/lib/errors'
import { asOfNow, forPreview, type PlanInput, planGrants, toWire } from '@/lib/grants/plan'
import { toFailure } from '@/lib/grants/plan-failure'
import type { GrantPlan } from '@/lib/grants/plan-schema'
import { readChoice } from '@/lib/grants/slip-choice'
import { UpstreamError } from '@/lib/http'

/** A paused account would keep the page waiting until its pause is over. */
const GIVE_UP_MS = 60_000

/** A plan for the screen, or why there is none. */
export async function previewGrants({
  isFresh,
  ...asked
}: ({ slipId: string } | PlanInput) & { isFresh: boolean }): Promise<GrantPlan | ActionFailure> {
  const input = 'slipId' in asked ? await readChoice(asked.slipId) : asked
  if ('ok' in input) return input
  const connection = await getConnection(input.connectionId)
  if (!connection?.isEnabled || connection.kind !== 'wechat') return failure('connection_missing')
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<ActionFailure>((resolve) => {
    timer = setTimeout(() => resolve(failure('upstream_unreachable', { detail: { code: 'plan_timeout' } })), GIVE_UP_MS)
  })
  try {
    return await Promise.race([planGrants(input, isFresh ? asOfNow : forPreview).then(toWire), late])
  } catch (error) {
    if (error instanceof UpstreamError) return toFailure(error)
    throw error
  } finally {
    clearTimeout(timer)
  }
}
