import 'server-only'
import type { ActionFailure } from '@/lib/errors'
import { previewRetry } from '@/lib/grants/preview-retry'
import { helpsAtOnce, type RetryHint, retryHint } from '@/lib/grants/retry-advice'
import type { RetryPlan } from '@/lib/grants/retry-schema'
import { getOperation } from '@/lib/operations/queries'
import { openChild, retryCauses } from '@/lib/operations/retry-items'
import { type RetryCause, retryableActions } from '@/lib/operations/retry-schema'
import { type Explained, explainCauses } from '../explain-cause'

export type ShownCause = RetryCause & Explained & { hint: RetryHint }

type Search = { cause: string[] | null; chosen: boolean }

/** The failed items by cause, those chosen, and what submitting them would do. Null when there is nothing of the kind. */
export async function loadRetry(id: string, search: Search) {
  const operation = await getOperation(id)
  if (!operation || !retryableActions.includes(operation.action)) return null
  const found = operation.state === 'done' ? await retryCauses(operation.id) : []
  const explained = await explainCauses(found, 'wechat')
  const causes: ShownCause[] = explained.map((cause) => ({ ...cause, hint: retryHint(cause) }))
  const asked = new Set(search.cause ?? [])
  const chosen = causes
    .filter((cause) => (search.chosen || asked.size > 0 ? asked.has(cause.key) : helpsAtOnce(cause.hint)))
    .map((cause) => cause.key)
  const isFresh = causes.some((cause) => cause.hint === 'refresh' && chosen.includes(cause.key))
  const [result, running] = await Promise.all([
    chosen.length > 0 ? previewRetry(operation, chosen, isFresh) : null,
    openChild(operation.id),
  ])
  const outcome: { plan: RetryPlan | null; refusal: ActionFailure | null } =
    result === null
      ? { plan: null, refusal: null }
      : 'ok' in result
        ? { plan: null, refusal: result }
        : { plan: result, refusal: null }
  const chosenCount = causes
    .filter((cause) => chosen.includes(cause.key))
    .reduce((total, cause) => total + cause.count, 0)
  return { operation, causes, chosen, chosenCount, outcome, running }
}
