import 'server-only'
import { licenseeChoice } from '@/lib/licensees/input-schema'
import { setArchived } from '@/lib/licensees/set-archived'
import { defineWrite } from '@/lib/write'

/** Brings an archived licensee back into lists and choices. */
export const restoreLicensee = defineWrite({
  name: 'licensee.restore',
  permission: 'grant.write',
  input: licenseeChoice,
  target: ({ appid }) => ({ type: 'licensee', id: appid, name: appid }),
  run: ({ appid }, context) => setArchived(appid, false, context),
})
