import 'server-only'
import { createHash } from 'node:crypto'
import ical from 'ical-generator'
import { sql } from '@/lib/db'
import { addDays, type FeedView } from '@/lib/expiring/schema'
import { formatDate } from '@/lib/format'
import { type AppLocale, locales } from '@/lib/i18n/locales'

export const hashFeedToken = (token: string): string => createHash('sha256').update(`feed:${token}`).digest('hex')

const READS_AN_HOUR = 60

type FeedDoor =
  | { state: 'open'; locale: AppLocale }
  | { state: 'unknown' }
  | { state: 'gone' }
  | { state: 'busy'; waitSeconds: number }

/**
 * Whether a token opens its feed now, counting the read. A revoked one, or one whose owner is disabled, is gone for good
 * and told apart from one nobody ever made.
 */
export async function openFeed(token: string): Promise<FeedDoor> {
  if (!/^[\w-]{43}$/.test(token)) return { state: 'unknown' }
  const [feed] = await sql<{ id: string; is_open: boolean; locale: string }>(
    `select feed.id, feed.locale, feed.revoked_at is null and not coalesce(person.banned, false) as is_open
       from calendar_feed feed join "user" person on person.id = feed.user_id where feed.token_hash = $1`,
    [hashFeedToken(token)],
  )
  if (!feed) return { state: 'unknown' }
  if (!feed.is_open) return { state: 'gone' }
  const [read] = await sql<{ reads: number; wait_seconds: number }>(
    `update calendar_feed
        set window_reads = case when window_start_at < clock_timestamp() - interval '1 hour' then 1 else window_reads + 1 end,
            window_start_at = case when window_start_at < clock_timestamp() - interval '1 hour' then clock_timestamp() else window_start_at end,
            last_used_at = clock_timestamp()
      where id = $1 and revoked_at is null
      returning window_reads as reads,
                ceil(extract(epoch from window_start_at + interval '1 hour' - clock_timestamp()))::int as wait_seconds`,
    [feed.id],
  )
  if (!read) return { state: 'gone' }
  if (read.reads > READS_AN_HOUR) return { state: 'busy', waitSeconds: Math.max(1, read.wait_seconds) }
  return { state: 'open', locale: locales.find((locale) => locale === feed.locale) ?? locales[0] }
}

type FeedWords = {
  calendar: string
  event: (name: string, count: number) => string
  eventText: (count: number) => string
}

const DAYS_BACK = 7
const DAYS_AHEAD = 180
const MOST_EVENTS = 3_000

/** The calendar itself: one all-day event per licensee and day, whose name stays the same from reading to reading. */
export async function writeFeed(words: FeedWords, now = new Date()): Promise<string> {
  const today = formatDate(now)
  const rows = await sql<{ appid: string; name: string | null; day: string; count: number }>(
    `select held.appid, max(licensee.name) as name,
            to_char((held.expires_at at time zone 'Asia/Shanghai')::date, 'YYYY-MM-DD') as day, count(*)::int as count
       from "grant" held join connection on connection.id = held.connection_id and connection.is_enabled
       left join licensee on licensee.appid = held.appid
      where held.expires_at >= ($1::date)::timestamp at time zone 'Asia/Shanghai'
        and held.expires_at < ($2::date)::timestamp at time zone 'Asia/Shanghai'
      group by held.appid, 3 order by 3, held.appid limit ${MOST_EVENTS}`,
    [addDays(today, -DAYS_BACK), addDays(today, DAYS_AHEAD)],
  )
  const calendar = ical({ name: words.calendar, prodId: { company: 'Countersign', product: 'expiry' }, ttl: 3_600 })
  for (const { appid, name, day, count } of rows) {
    calendar.createEvent({
      id: `${createHash('sha256').update(`${appid} ${day}`).digest('hex').slice(0, 32)}@countersign`,
      start: new Date(`${day}T00:00:00Z`),
      end: new Date(`${addDays(day, 1)}T00:00:00Z`),
      allDay: true,
      stamp: now,
      summary: words.event(name ?? appid, count),
      description: words.eventText(count),
    })
  }
  return calendar.toString()
}

/** A person's own feed while it works. Its address cannot be shown again. */
export async function findFeed(userId: string): Promise<FeedView | null> {
  const [feed] = await sql<{ created_at: Date; last_used_at: Date | null }>(
    'select created_at, last_used_at from calendar_feed where user_id = $1 and revoked_at is null',
    [userId],
  )
  return feed
    ? { createdAt: feed.created_at.toISOString(), lastUsedAt: feed.last_used_at?.toISOString() ?? null }
    : null
}
