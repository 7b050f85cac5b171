import 'server-only'
import { type ActionFailure, failure } from '@/lib/errors'
import { toFailure } from '@/lib/grants/plan-failure'
import { UpstreamError } from '@/lib/http'

/** A paused account would keep the page waiting until its pause is over. */
const GIVE_UP_MS = 60_000

/** A plan for the screen, or why there is none. */
export async function previewRights<Plan>(
  plan: () => Promise<Plan>,
): Promise<{ ok: true; plan: Plan } | ActionFailure> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<ActionFailure>((resolve) => {
    timer = setTimeout(() => resolve(failure('upstream_unreachable', { detail: { code: 'plan_timeout' } })), GIVE_UP_MS)
  })
  try {
    return await Promise.race([plan().then((made) => ({ ok: true as const, plan: made })), late])
  } catch (error) {
    if (error instanceof UpstreamError) return toFailure(error)
    throw error
  } finally {
    clearTimeout(timer)
  }
}
