import 'server-only'
import { z } from 'zod'
import { failure, success } from '@/lib/errors'
import { createSlip } from '@/lib/grants/slips'
import { getOperation } from '@/lib/operations/queries'
import { retryItems } from '@/lib/operations/retry-items'
import { causeKeySchema, MOST_CAUSES } from '@/lib/operations/retry-schema'
import { defineWrite } from '@/lib/write'

const input = z.strictObject({
  operationId: z.uuid(),
  causes: z.array(causeKeySchema).min(1, 'causes').max(MOST_CAUSES, 'causes'),
})

/** Puts the chosen failed cells of a grant on a slip, where another expiry can be chosen. Sends nothing. */
export const openRetrySlip = defineWrite({
  name: 'operation.retry',
  permission: 'grant.write',
  input,
  target: ({ operationId }) => ({ type: 'operation', id: operationId, name: operationId }),
  run: async ({ operationId, causes }, { actor }) => {
    const parent = await getOperation(operationId)
    if (!parent) return failure('not_found')
    if (parent.action !== 'drama.grant' || parent.state !== 'done') return failure('conflict')
    const pairs = (await retryItems(parent.id, causes)).map((item) => item.targetId)
    if (pairs.length === 0) return failure('invalid_input', { fieldErrors: { causes: 'nothingToSend' } })
    const split = pairs.map((pair) => pair.split('@'))
    try {
      const slip = await createSlip(
        {
          connectionId: parent.connectionId,
          dramaIds: split.map(([dramaId = '']) => dramaId),
          appids: split.map(([, appid = '']) => appid),
          only: pairs,
          reason: parent.reason,
          parentOperationId: parent.id,
        },
        actor,
      )
      return success(slip)
    } catch (error) {
      // More dramas or licensees than one slip holds.
      if (error instanceof z.ZodError) return failure('too_many')
      throw error
    }
  },
})
