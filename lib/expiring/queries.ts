import 'server-only'
import { sql } from '@/lib/db'
import type { DayLoad, ExpiringChoice, LicenseeLoad } from '@/lib/expiring/schema'

const dayOf = `(held.expires_at at time zone 'Asia/Shanghai')::date`

/** Grants of an account that end on days from `$2` to `$3` in Beijing, narrowed as chosen. */
const chosen = `from "grant" held
  left join licensee on licensee.appid = held.appid
 where held.connection_id = $1
   and held.expires_at >= ($2::date)::timestamp at time zone 'Asia/Shanghai'
   and held.expires_at < ($3::date + 1)::timestamp at time zone 'Asia/Shanghai'
   and ($4::text is null or held.appid = $4)
   and ($5::text is null or $5 = any(licensee.tags))
   and ($6::text is null or case $6 when 'covers' then licensee.contract_ends_on > ${dayOf}
                                    when 'ends' then licensee.contract_ends_on <= ${dayOf}
                                    else licensee.contract_ends_on is null end)`

const valuesOf = ({ connectionId, from, to, appid, tag, contract }: ExpiringChoice) => [
  connectionId,
  from,
  to,
  appid,
  tag,
  contract,
]

/** How much ends on each day that has something ending, and for whom most. */
export async function readDayLoads(choice: ExpiringChoice): Promise<DayLoad[]> {
  const rows = await sql<DayLoad>(
    `with load as (
       select ${dayOf} as day, held.appid, coalesce(licensee.name, held.appid) as name, count(*)::int as count ${chosen}
        group by 1, 2, 3),
     ranked as (select *, row_number() over (partition by day order by count desc, name) as place from load)
     select to_char(day, 'YYYY-MM-DD') as day, sum(count)::int as count, count(*)::int as licensees,
            jsonb_agg(jsonb_build_object('name', name, 'count', count) order by place) filter (where place <= 3) as largest
       from ranked group by ranked.day order by ranked.day`,
    valuesOf(choice),
  )
  return rows
}

type LoadPage = { rows: LicenseeLoad[]; next: string | null }
const PAGE = 100

type LoadRow = Omit<LicenseeLoad, 'hasAccountGrant' | 'renewing'> & { has_account_grant: boolean; renewing: number }

const facts = `held.appid, max(licensee.name) as name, max(licensee.contract_no) as "contractNo",
  to_char(max(licensee.contract_ends_on), 'YYYY-MM-DD') as "contractEndsOn",
  coalesce((select tags from licensee own where own.appid = held.appid), '{}') as tags, count(*)::int as count,
  (array_agg(held.drama_id order by held.drama_id))[1:3] as drama_ids,
  exists (select 1 from account_grant whole where whole.connection_id = $1 and whole.appid = held.appid
             and (whole.expires_at is null or whole.expires_at > now())) as has_account_grant`

const named = (loads: string) => `
  select loads.*,
         array(select coalesce(drama.name, shown.id) from unnest(loads.drama_ids) with ordinality shown(id, place)
                 left join drama on drama.connection_id = $1 and drama.drama_id = shown.id order by shown.place) as "dramaNames"
    from (${loads}) loads`

/** Day by day and licensee by licensee; `newestFirst` for what has ended. */
export async function listLoads(choice: ExpiringChoice, cursor: string | null, newestFirst = false): Promise<LoadPage> {
  const place = readCursor(cursor)
  const [sign, order] = newestFirst ? ['<', 'desc'] : ['>', 'asc']
  const rows = await sql<LoadRow>(
    `${named(`select to_char(${dayOf}, 'YYYY-MM-DD') as day, ${facts} ${chosen}
        and ($7::date is null or (${dayOf}, held.appid) ${sign} ($7::date, $8::text))
      group by ${dayOf}, held.appid order by ${dayOf} ${order}, held.appid ${order} limit ${PAGE + 1}`)}
      order by loads.day ${order}, loads.appid ${order}`,
    [...valuesOf(choice), place?.day ?? null, place?.appid ?? null],
  )
  const page = rows.slice(0, PAGE)
  const last = page.at(-1)
  return {
    rows: await withRenewals(choice, page, true),
    next: rows.length > PAGE && last ? `${last.day}~${last.appid}` : null,
  }
}

const MOST_LICENSEES_SHOWN = 200

/** What ends over the chosen days by licensee, the largest first. */
export async function sumLoads(
  choice: ExpiringChoice,
): Promise<{ rows: LicenseeLoad[]; count: number; licensees: number }> {
  const [rows, [totals]] = await Promise.all([
    sql<LoadRow>(
      `${named(`select to_char(min(${dayOf}), 'YYYY-MM-DD') as day, ${facts} ${chosen}
        group by held.appid order by count(*) desc, held.appid limit ${MOST_LICENSEES_SHOWN}`)}
       order by loads.count desc, loads.appid`,
      valuesOf(choice),
    ),
    sql<{ count: number; licensees: number }>(
      `select count(*)::int as count, count(distinct held.appid)::int as licensees ${chosen}`,
      valuesOf(choice),
    ),
  ])
  return { rows: await withRenewals(choice, rows, false), count: totals?.count ?? 0, licensees: totals?.licensees ?? 0 }
}

/** How much of each is being renewed right now; asked only while operations are at work. */
async function withRenewals(choice: ExpiringChoice, rows: readonly LoadRow[], byDay: boolean): Promise<LicenseeLoad[]> {
  const busy = await sql<{ appid: string; day: string; count: number }>(
    `select held.appid, to_char(${dayOf}, 'YYYY-MM-DD') as day, count(*)::int as count
       from operation join operation_item item on item.operation_id = operation.id and item.settled_at is null
       join "grant" held on held.connection_id = $1 and item.target_id = held.drama_id || '@' || held.appid
      where operation.connection_id = $1 and operation.state <> 'done' and operation.action = 'drama.grant'
        and item.group_key = any($2) and held.appid = item.group_key
        and ${dayOf} between $3::date and $4::date
      group by 1, 2`,
    [choice.connectionId, rows.map((row) => row.appid), choice.from, choice.to],
  )
  return rows.map(({ has_account_grant, ...row }) => ({
    ...row,
    hasAccountGrant: has_account_grant,
    renewing: busy
      .filter(({ appid, day }) => appid === row.appid && (!byDay || day === row.day))
      .reduce((sum, { count }) => sum + count, 0),
  }))
}

function readCursor(text: string | null): { day: string; appid: string } | null {
  const match = /^(\d{4}-\d{2}-\d{2})~(\w{1,40})$/.exec(text ?? '')
  return match?.[1] && match[2] && Number.isFinite(Date.parse(match[1])) ? { day: match[1], appid: match[2] } : null
}

export type ExpiringGrant = {
  dramaId: string
  dramaName: string | null
  appid: string
  licenseeName: string | null
  contractNo: string | null
  contractEndsOn: string | null
  expiresAt: Date
}

/** Single grants that end on the chosen days, in the order they end. */
export async function listExpiringGrants(
  choice: ExpiringChoice,
  limit: number,
  offsetKey?: ExpiringGrant,
): Promise<ExpiringGrant[]> {
  return sql<ExpiringGrant>(
    `select held.drama_id as "dramaId", drama.name as "dramaName", held.appid, held.name as "licenseeName",
            held.contract_no as "contractNo", to_char(held.contract_ends_on, 'YYYY-MM-DD') as "contractEndsOn",
            held.expires_at as "expiresAt"
       from (select held.drama_id, held.appid, held.expires_at, licensee.name, licensee.contract_no, licensee.contract_ends_on ${chosen}
                and ($8::timestamptz is null or (held.expires_at, held.drama_id, held.appid) > ($8, $9, $10))
              order by held.expires_at, held.drama_id, held.appid limit $7) held
       left join drama on drama.connection_id = $1 and drama.drama_id = held.drama_id
      order by held.expires_at, held.drama_id, held.appid`,
    [...valuesOf(choice), limit, offsetKey?.expiresAt ?? null, offsetKey?.dramaId ?? null, offsetKey?.appid ?? null],
  )
}

/** How many grants end on each of the next days, over every account in use. Lapsed ones of today count as today's. */
export async function countNextDays(today: string, days: number): Promise<{ day: string; count: number }[]> {
  return sql<{ day: string; count: number }>(
    `select to_char(next.day, 'YYYY-MM-DD') as day, coalesce(load.count, 0) as count
       from generate_series($1::date, $1::date + ($2::int - 1), interval '1 day') as next(day)
       left join (select ${dayOf} as day, count(*)::int as count from "grant" held
                    join connection on connection.id = held.connection_id and connection.is_enabled
                   where held.expires_at > now() and held.expires_at < ($1::date + $2::int)::timestamp at time zone 'Asia/Shanghai'
                   group by 1) load on load.day = next.day::date
      order by next.day`,
    [today, days],
  )
}

/** Tags of licensees, for the filter; the most used first. */
export async function listTags(limit = 12): Promise<string[]> {
  const rows = await sql<{ tag: string }>(
    `select tag from licensee, unnest(tags) tag group by tag order by count(*) desc, tag limit $1`,
    [limit],
  )
  return rows.map((row) => row.tag)
}
