import 'server-only'
import { z } from 'zod'
import type { ScheduleNotice } from '@/lib/channels/schedule-schema'
import { preparedSql, sql } from '@/lib/db'
import { success } from '@/lib/errors'
import { defineWrite } from '@/lib/write'

const KEPT_DAYS = 30

type Row = Omit<ScheduleNotice, 'dueAt'> & { dueAt: Date }

/** Switches somebody set that were missed or refused and that they have not put away, the latest first. */
export async function listScheduleNotices(personId: string, now = new Date()): Promise<ScheduleNotice[]> {
  const rows = await preparedSql<Row>(
    `select schedule.id, schedule.due_at as "dueAt", schedule.state, schedule.cause,
            (select count(*)::int from channel_change_item item
              where item.change_id = schedule.change_id and not item.is_removed) as channels,
            (select name from channel_change_item item
              where item.change_id = schedule.change_id and not item.is_removed order by position limit 1) as "firstName"
       from channel_schedule schedule
      where schedule.person_id = $1 and schedule.state in ('missed', 'refused') and schedule.told_at is null
        and schedule.settled_at > $2::timestamptz - interval '${KEPT_DAYS} days'
      order by schedule.settled_at desc limit 50`,
    [personId, now],
  )
  return rows.map((row) => ({ ...row, dueAt: row.dueAt.toISOString() }))
}

/** Puts notices of one's own switches away. */
export const dismissScheduleNotices = defineWrite({
  name: 'notice.dismiss',
  permission: 'account.write',
  input: z.strictObject({ scheduleIds: z.array(z.uuid()).min(1).max(50) }),
  run: async ({ scheduleIds }, { session }) => {
    await sql(
      `update channel_schedule set told_at = clock_timestamp()
        where id = any($1) and person_id = $2 and state in ('missed', 'refused') and told_at is null`,
      [scheduleIds, session.user.id],
    )
    return success(null)
  },
})
