import 'server-only'
import { sql } from '@/lib/db'
import type { LicenseeView } from '@/lib/licensees/schema'
import { toLikePattern } from '@/lib/pinyin'

const MOST = 500

type Row = {
  appid: string
  name: string
  subject: string | null
  contract_no: string | null
  contract_ends_on: string | null
  last_refusal_code: string | null
  last_refusal_at: Date | null
  grant_count: number
}

const columns = `appid, name, subject, contract_no, to_char(contract_ends_on, 'YYYY-MM-DD') as contract_ends_on, last_refusal_code, last_refusal_at,
  (select count(*)::int from "grant" where "grant".connection_id = $1 and "grant".appid = licensee.appid) as grant_count`

const toView = (row: Row): LicenseeView => ({
  appid: row.appid,
  name: row.name,
  subject: row.subject,
  contractNo: row.contract_no,
  contractEndsOn: row.contract_ends_on,
  lastRefusalCode: row.last_refusal_code,
  lastRefusalAt: row.last_refusal_at?.toISOString() ?? null,
  isListed: true,
  grantCount: row.grant_count,
})

/** The address book, by name, at most 500 rows. */
export async function searchLicensees(connectionId: string, q: string): Promise<LicenseeView[]> {
  const rows = await sql<Row>(
    `select ${columns} from licensee
      where archived_at is null and ($2 = '' or name ilike $3 or subject ilike $3 or pinyin like $4 or appid like $5 or contract_no ilike $3 or $2 = any(tags))
      order by name, appid limit ${MOST}`,
    [
      connectionId,
      q,
      toLikePattern(q),
      toLikePattern(q.toLowerCase().replace(/[\s']/g, '')),
      toLikePattern(q.toLowerCase()),
    ],
  )
  return rows.map(toView)
}

/** These appids in the order asked for; one outside the address book stands there by its appid alone. */
export async function findLicensees(connectionId: string, appids: readonly string[]): Promise<LicenseeView[]> {
  const rows = await sql<Row>(`select ${columns} from licensee where appid = any($2)`, [connectionId, appids])
  const known = new Map(rows.map((row) => [row.appid, toView(row)]))
  return appids.map((appid) => known.get(appid) ?? unlisted(appid))
}

const unlisted = (appid: string): LicenseeView => ({
  appid,
  name: appid,
  subject: null,
  contractNo: null,
  contractEndsOn: null,
  lastRefusalCode: null,
  lastRefusalAt: null,
  isListed: false,
  grantCount: 0,
})
