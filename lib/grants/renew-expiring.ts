import 'server-only'
import { failure, success } from '@/lib/errors'
import { listExpiringGrants } from '@/lib/expiring/queries'
import { expiringChoice } from '@/lib/expiring/schema'
import { slipPairs } from '@/lib/grants/slip-pairs'
import { defineWrite } from '@/lib/write'

const MOST_PAIRS = 100_000

/** Puts every grant that ends on the chosen days onto slips, its new expiry to be chosen there. Nothing is sent. */
export const renewExpiring = defineWrite({
  name: 'grant.renew',
  permission: 'grant.write',
  input: expiringChoice,
  target: (input) => ({ type: 'connection', id: input.connectionId, name: '' }),
  run: async (choice, { actor }) => {
    if (choice.from > choice.to) return failure('invalid_input', { fieldErrors: { to: 'badDate' } })
    const grants = await listExpiringGrants(choice, MOST_PAIRS)
    if (grants.length === 0) return failure('not_found')
    const pairs = grants.map(({ dramaId, appid }) => ({ dramaId, appid }))
    return success(await slipPairs(choice.connectionId, pairs, actor))
  },
})
