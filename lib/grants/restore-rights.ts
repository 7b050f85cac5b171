import 'server-only'
import { z } from 'zod'
import { type ActionResult, failure, success } from '@/lib/errors'
import { formatDateTime } from '@/lib/format'
import { findLostRights, lostPairs } from '@/lib/grants/lost-rights'
import { createSlip } from '@/lib/grants/slips'
import { getOperation } from '@/lib/operations/queries'
import { defineWrite } from '@/lib/write'

/** Opens a slip over the rights a replacement left missing, with the expiry they were to get. Sends nothing. */
export const restoreRights = defineWrite({
  name: 'drama.grant',
  permission: 'grant.write',
  input: z.strictObject({ operationId: z.uuid() }),
  run: async ({ operationId }, { actor }): Promise<ActionResult<{ slipId: string }>> => {
    const [operation, lost] = await Promise.all([getOperation(operationId), findLostRights(operationId)])
    const rights = lost ? [...lost.missing, ...lost.unsure] : []
    if (!operation || !lost || rights.length === 0) return failure('not_found')
    return success(
      await createSlip(
        {
          connectionId: operation.connectionId,
          dramaIds: rights.map((right) => right.dramaId),
          appids: rights.map((right) => right.appid),
          only: lostPairs(rights),
          expiry:
            lost.expiresAt === 0 ? { kind: 'permanent' } : { kind: 'date', at: formatDateTime(lost.expiresAt * 1000) },
          parentOperationId: operation.id,
        },
        actor,
      ),
    )
  },
})
