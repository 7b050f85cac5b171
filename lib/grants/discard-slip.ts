import 'server-only'
import { z } from 'zod'
import { failure, success } from '@/lib/errors'
import { setDiscarded } from '@/lib/grants/slips'
import { defineWrite } from '@/lib/write'

/** Puts one's own slip away, or takes it back. */
export const discardSlip = defineWrite({
  name: 'slip.discard',
  permission: 'grant.write',
  input: z.strictObject({ slipId: z.uuid(), isDiscarded: z.boolean() }),
  target: (input) => ({ type: 'drama_grant', id: input.slipId, name: input.slipId }),
  run: async ({ slipId, isDiscarded }, { actor }) =>
    (await setDiscarded(slipId, actor.id, isDiscarded)) ? success({ slipId }) : failure('not_found'),
})
