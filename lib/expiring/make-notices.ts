import 'server-only'
import { sql } from '@/lib/db'
import { noticeDays } from '@/lib/expiring/schema'
import { formatDate } from '@/lib/format'

const KEPT_DAYS = 60

/**
 * Makes the reminders that are due: one per licensee and day its grants end on, each time the day comes within 30, 14, 7
 * and 1 days of Beijing's today. Asking again makes none twice. Whether one is still shown is decided when it is read: a
 * renewed grant ends on another day.
 * @returns how many are new.
 */
export async function makeExpiryNotices(now = new Date()): Promise<number> {
  const today = formatDate(now)
  const made = await sql(
    `insert into expiry_notice (id, connection_id, appid, expires_on, days, created_at)
     select gen_random_uuid(), due.connection_id, due.appid, due.day, due.days, $1
       from (select held.connection_id, held.appid, (held.expires_at at time zone 'Asia/Shanghai')::date as day,
                    (select min(step) from unnest($3::int[]) step
                      where step >= (held.expires_at at time zone 'Asia/Shanghai')::date - $2::date) as days
               from "grant" held join connection on connection.id = held.connection_id and connection.is_enabled
              where held.expires_at > $1 and held.expires_at < $1::timestamptz + interval '32 days'
              group by held.connection_id, held.appid, day, days) due
      where due.days is not null
     on conflict (connection_id, appid, expires_on, days) do nothing returning id`,
    [now, today, [...noticeDays]],
  )
  await sql(`delete from expiry_notice where expires_on < $1::date - ${KEPT_DAYS}`, [today])
  return made.length
}
