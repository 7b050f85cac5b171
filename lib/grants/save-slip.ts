import 'server-only'
import { getConnection } from '@/lib/connections/queries'
import { failure } from '@/lib/errors'
import { slipInput } from '@/lib/grants/slip-schema'
import { storeSlip } from '@/lib/grants/slips'
import { defineWrite } from '@/lib/write'

/** Saves a slip while it is put together. Sends nothing and decides nothing, so it is no event of the log. */
export const saveSlip = defineWrite({
  name: 'slip.save',
  permission: 'grant.write',
  input: slipInput,
  target: (input) => ({ type: 'drama_grant', id: input.slipId, name: input.slipId }),
  run: async ({ slipId, ...save }, { actor }) => {
    const connection = await getConnection(save.connectionId)
    if (connection?.kind !== 'wechat') return failure('connection_missing')
    return storeSlip(slipId, { ...save, owner: actor })
  },
})
