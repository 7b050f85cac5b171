import 'server-only'
import { type ActionResult, failure, success } from '@/lib/errors'
import { submitGrants } from '@/lib/grants/grant-dramas'
import { slipSubmission } from '@/lib/grants/schema'
import { checkChoice } from '@/lib/grants/slip-choice'
import { unpackRemoved } from '@/lib/grants/slip-schema'
import { readSlip } from '@/lib/grants/slips'
import type { Submitted } from '@/lib/operations/submit'
import { defineWrite } from '@/lib/write'

/** Sends a slip exactly as it was saved. Its id is the operation's request key, so a slip becomes one receipt at most. */
export const submitSlip = defineWrite({
  name: 'drama.grant',
  permission: 'grant.write',
  input: slipSubmission,
  target: (input) => ({ type: 'drama_grant', id: input.slipId, name: input.slipId }),
  run: async ({ slipId, version, planKey, confirmedCount }, { actor, requestId }): Promise<ActionResult<Submitted>> => {
    const slip = await readSlip(slipId)
    if (!slip) return failure('not_found')
    if (slip.operation) return success({ operationId: slip.operation.id, number: slip.operation.number })
    if (slip.version !== version) return failure('conflict', { detail: { savedAt: slip.savedAt } })
    const choice = checkChoice(slip.connectionId, slip.content)
    if (!choice.ok) return choice
    return submitGrants(
      { ...choice.data, removed: unpackRemoved(slip.content) },
      {
        requestKey: slipId,
        planKey,
        confirmedCount,
        actor,
        requestId,
        ...(slip.parent ? { parentId: slip.parent.id } : {}),
      },
    )
  },
})
