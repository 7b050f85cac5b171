import 'server-only'
import { licenseeChoice } from '@/lib/licensees/input-schema'
import { setArchived } from '@/lib/licensees/set-archived'
import { defineWrite } from '@/lib/write'

/** Takes a licensee out of lists and choices. What it may play at WeChat stays as it is. */
export const archiveLicensee = defineWrite({
  name: 'licensee.archive',
  permission: 'grant.write',
  input: licenseeChoice,
  target: ({ appid }) => ({ type: 'licensee', id: appid, name: appid }),
  run: ({ appid }, context) => setArchived(appid, true, context),
})
