import 'server-only'
import { z } from 'zod'
import { getConnection } from '@/lib/connections/queries'
import { dramaIdPattern } from '@/lib/dramas/schema'
import { failure, success } from '@/lib/errors'
import { MOST_DRAMAS, MOST_LICENSEES } from '@/lib/grants/schema'
import { createSlip } from '@/lib/grants/slips'
import { appidPattern } from '@/lib/licensees/schema'
import { defineWrite } from '@/lib/write'

/** Begins a slip with what was chosen on a list; the rest is put together in the composer. Sends nothing. */
export const startSlip = defineWrite({
  name: 'slip.save',
  permission: 'grant.write',
  input: z.strictObject({
    connectionId: z.uuid(),
    dramaIds: z.array(z.string().regex(dramaIdPattern, 'dramaId')).max(MOST_DRAMAS, 'tooMany').default([]),
    appids: z.array(z.string().regex(appidPattern, 'appid')).max(MOST_LICENSEES, 'tooMany').default([]),
  }),
  run: async ({ connectionId, dramaIds, appids }, { actor }) => {
    const connection = await getConnection(connectionId)
    if (!connection?.isEnabled || connection.kind !== 'wechat') return failure('connection_missing')
    return success(await createSlip({ connectionId, dramaIds, appids }, actor))
  },
})
