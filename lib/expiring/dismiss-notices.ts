import 'server-only'
import { sql } from '@/lib/db'
import { success } from '@/lib/errors'
import { dismissInput } from '@/lib/expiring/schema'
import { defineWrite } from '@/lib/write'

/** Puts reminders away for oneself; everybody else still sees them, and so does oneself when the day comes nearer. */
export const dismissNotices = defineWrite({
  name: 'notice.dismiss',
  permission: 'account.write',
  input: dismissInput,
  run: async ({ noticeIds }, { session }) => {
    await sql(
      `insert into notice_dismissal (notice_id, user_id) select id, $2 from expiry_notice where id = any($1) on conflict do nothing`,
      [noticeIds, session.user.id],
    )
    return success(null)
  },
})
