import 'server-only'
import { getConnection } from '@/lib/connections/queries'
import { sql } from '@/lib/db'
import { type ActionFailure, failure } from '@/lib/errors'
import { toFailure } from '@/lib/grants/plan-failure'
import { isSent, type RightsPlan } from '@/lib/grants/rights-plan-schema'
import { UpstreamError } from '@/lib/http'
import type { NewItem } from '@/lib/operations/submit'

/** A preview holds for five minutes; what changed since is found by the read-back. */
export const PREVIEW_AGE_MS = 60_000
const SUBMIT_AGE_MS = 5 * 60_000

/** True when this request was taken before: planning it again would see its own effect. */
export async function isRepeat(requestKey: string): Promise<boolean> {
  return (await sql('select 1 from operation where request_key = $1', [requestKey])).length > 0
}

/** The account when grants may be changed on it. */
export async function writableAccount(connectionId: string) {
  const connection = await getConnection(connectionId)
  return connection?.isEnabled && connection.kind === 'wechat' ? connection : null
}

/** The plan the person saw, made again; when it differs, the upstream itself is asked before it is called stale. */
export async function confirmPlan<Plan extends { planKey: string }>(
  planKey: string,
  plan: (maxAgeMs: number) => Promise<Plan>,
): Promise<{ ok: true; plan: Plan } | ActionFailure> {
  try {
    const first = await plan(SUBMIT_AGE_MS)
    const latest = first.planKey === planKey ? first : await plan(0)
    return latest.planKey === planKey ? { ok: true, plan: latest } : failure('stale_base')
  } catch (error) {
    if (error instanceof UpstreamError) return toFailure(error)
    throw error
  }
}

const NAMED = 5

export function rightsSummary(plan: RightsPlan) {
  const sent = plan.licensees.filter(({ cells }) => cells.some((cell) => isSent(cell.effect)))
  const names = new Map(sent.flatMap(({ cells }) => cells.map((cell) => [cell.dramaId, cell.dramaName] as const)))
  return {
    dramas: plan.dramas,
    licensees: sent.length,
    cells: plan.toSend,
    toSend: plan.toSend,
    counts: { ...plan.counts },
    calls: plan.calls,
    reads: plan.reads,
    dramaNames: [...names.values()].slice(0, NAMED),
    licenseeNames: sent.slice(0, NAMED).map((licensee) => licensee.name),
  }
}

/** One item per grant. What is not sent stays on the receipt with its reason. */
export function rightsItems(
  plan: RightsPlan,
  /** In seconds, 0 permanent; null when nothing is to be held afterwards. */
  expiresAt: number | null,
): NewItem[] {
  return plan.licensees.flatMap((licensee) =>
    licensee.cells.map((cell): NewItem => {
      const key = `${cell.dramaId}@${licensee.appid}`
      const cause = isSent(cell.effect) || cell.effect === 'same' ? null : (cell.cause ?? cell.effect)
      return {
        targetKey: `drama:${key}`,
        groupKey: licensee.appid,
        targetType: 'drama_grant',
        targetId: key,
        targetName: `${cell.dramaName} → ${licensee.name}`,
        plan: isSent(cell.effect) ? 'change' : cell.effect === 'same' ? 'same' : 'blocked',
        ...(cause ? { planCause: cause } : {}),
        intent: {
          dramaId: cell.dramaId,
          appid: licensee.appid,
          ...(expiresAt === null ? {} : { expiresAt }),
          dramaName: cell.dramaName,
          licenseeName: licensee.name,
        },
        before: cell.held === null ? null : { expiresAt: cell.held },
      }
    }),
  )
}
