import 'server-only'
import { toFieldErrors } from '@/lib/action'
import { type ActionFailure, failure } from '@/lib/errors'
import type { PlanInput } from '@/lib/grants/plan'
import { grantChoice } from '@/lib/grants/schema'
import { type SlipContent, unpackRemoved } from '@/lib/grants/slip-schema'
import { readSlip } from '@/lib/grants/slips'

const plannable = grantChoice.omit({ reason: true })

const toChoice = (connectionId: string, content: SlipContent) => ({
  connectionId,
  dramaIds: content.dramaIds,
  appids: content.appids,
  expiry: content.kind === 'permanent' ? { kind: 'permanent' } : { kind: 'date', at: content.at.trim() },
  reason: content.reason,
})

/** What a saved slip would grant, or what is still wrong with it. */
export async function readChoice(slipId: string): Promise<PlanInput | ActionFailure> {
  const slip = await readSlip(slipId)
  if (!slip) return failure('not_found')
  const parsed = plannable.safeParse(toChoice(slip.connectionId, slip.content))
  if (!parsed.success) return failure('invalid_input', { fieldErrors: toFieldErrors(parsed.error) })
  return { ...parsed.data, removed: unpackRemoved(slip.content) }
}

/** The same with its reason, for a slip that is to be sent. */
export function checkChoice(connectionId: string, content: SlipContent) {
  const parsed = grantChoice.safeParse(toChoice(connectionId, content))
  return parsed.success
    ? { ok: true as const, data: parsed.data }
    : failure('invalid_input', { fieldErrors: toFieldErrors(parsed.error) })
}
