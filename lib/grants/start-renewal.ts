import 'server-only'
import { z } from 'zod'
import { type ActionResult, failure, success } from '@/lib/errors'
import { writableAccount } from '@/lib/grants/rights-submit'
import { MOST_DRAMAS, MOST_LICENSEES } from '@/lib/grants/schema'
import { findSelected } from '@/lib/grants/selected-grants'
import { MOST_SELECTED, pairKey, selectionSchema } from '@/lib/grants/selection-schema'
import { createSlip } from '@/lib/grants/slips'
import { defineWrite } from '@/lib/write'

/** Opens a slip over the selected grants and only those, so that they may be given another expiry. Sends nothing. */
export const startRenewal = defineWrite({
  name: 'drama.grant',
  permission: 'grant.write',
  input: z.strictObject({ connectionId: z.uuid(), selection: selectionSchema }),
  run: async ({ connectionId, selection }, { actor }): Promise<ActionResult<{ slipId: string }>> => {
    if (!(await writableAccount(connectionId))) return failure('connection_missing')
    const grants = await findSelected(connectionId, selection)
    const dramaIds = [...new Set(grants.map((grant) => grant.dramaId))]
    const appids = [...new Set(grants.map((grant) => grant.appid))]
    if (grants.length === 0) return failure('not_found')
    if (grants.length > MOST_SELECTED || dramaIds.length > MOST_DRAMAS || appids.length > MOST_LICENSEES)
      return failure('too_many', { detail: { dramas: MOST_DRAMAS, licensees: MOST_LICENSEES, grants: MOST_SELECTED } })
    return success(await createSlip({ connectionId, dramaIds, appids, only: grants.map(pairKey) }, actor))
  },
})
