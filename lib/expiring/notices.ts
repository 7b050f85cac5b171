import 'server-only'
import { preparedSql as sql } from '@/lib/db'
import type { NoticeDays, NoticeGroup } from '@/lib/expiring/schema'
import { formatDate } from '@/lib/format'

const MOST_GROUPS = 200

type Row = {
  appid: string
  name: string | null
  days: NoticeDays
  count: number
  from_day: string
  to_day: string
  notice_ids: string[]
}

/**
 * The reminders a person has not put away, by licensee and how near the end is, nearest first. One stands only while
 * grants do end on its day, so a renewed licensee is gone from here, and a nearer reminder replaces the one before it.
 */
export async function listNotices(userId: string, now = new Date()): Promise<NoticeGroup[]> {
  const today = formatDate(now)
  const rows = await sql<Row>(
    `with ending as (
       select held.connection_id, held.appid, (held.expires_at at time zone 'Asia/Shanghai')::date as day, count(*)::int as count
         from "grant" held join connection on connection.id = held.connection_id and connection.is_enabled
        where held.expires_at > $2 and held.expires_at < $2::timestamptz + interval '32 days'
        group by 1, 2, 3)
     select notice.appid, max(licensee.name) as name, notice.days, sum(ending.count)::int as count,
            to_char(min(notice.expires_on), 'YYYY-MM-DD') as from_day, to_char(max(notice.expires_on), 'YYYY-MM-DD') as to_day,
            array_agg(notice.id::text) as notice_ids
       from expiry_notice notice
       join ending on ending.connection_id = notice.connection_id and ending.appid = notice.appid and ending.day = notice.expires_on
       left join licensee on licensee.appid = notice.appid
      where notice.expires_on >= $3::date
        and not exists (select 1 from expiry_notice nearer
                         where nearer.connection_id = notice.connection_id and nearer.appid = notice.appid
                           and nearer.expires_on = notice.expires_on and nearer.days < notice.days)
        and not exists (select 1 from notice_dismissal dismissed where dismissed.notice_id = notice.id and dismissed.user_id = $1)
      group by notice.appid, notice.days
      order by notice.days, min(notice.expires_on), sum(ending.count) desc, notice.appid limit ${MOST_GROUPS}`,
    [userId, now, today],
  )
  return rows.map((row) => ({
    appid: row.appid,
    licenseeName: row.name,
    days: row.days,
    count: row.count,
    from: row.from_day,
    to: row.to_day,
    noticeIds: row.notice_ids,
  }))
}
