import 'server-only'
import type { Sql } from '@/lib/db'
import type { LicenseeInput } from '@/lib/licensees/input-schema'
import { toPinyinKey } from '@/lib/pinyin'

/** What the log keeps of a row, before and after. */
export type LicenseeFacts = {
  name: string
  subject: string | null
  contact: string | null
  contractNo: string | null
  contractEndsOn: string | null
  tags: string[]
  notes: string | null
}

export type StoredLicensee = LicenseeFacts & { appid: string; updatedAt: Date; archivedAt: Date | null }

/** The rows there are, locked until the transaction ends. */
export const lockLicensees = (sql: Sql, appids: readonly string[]): Promise<StoredLicensee[]> =>
  sql<StoredLicensee>(
    `select appid, name, subject, contact, contract_no as "contractNo", to_char(contract_ends_on, 'YYYY-MM-DD') as "contractEndsOn",
            tags, notes, updated_at as "updatedAt", archived_at as "archivedAt"
       from licensee where appid = any($1) order by appid for update`,
    [appids],
  )

export const toFacts = ({
  name,
  subject,
  contact,
  contractNo,
  contractEndsOn,
  tags,
  notes,
}: LicenseeFacts): LicenseeFacts => ({ name, subject, contact, contractNo, contractEndsOn, tags, notes })

export const inputToFacts = (input: LicenseeInput): LicenseeFacts => ({
  name: input.name,
  subject: input.subject || null,
  contact: input.contact || null,
  contractNo: input.contractNo || null,
  contractEndsOn: input.contractEndsOn || null,
  tags: input.tags,
  notes: input.notes || null,
})

export const isSame = (left: LicenseeFacts, right: LicenseeFacts): boolean =>
  JSON.stringify(toFacts(left)) === JSON.stringify(toFacts(right))

/** Writes rows whole; returns the appids that were written. With `onlyNew` a row that already stands is left alone. */
export async function storeLicensees(
  sql: Sql,
  rows: readonly (LicenseeFacts & { appid: string })[],
  { onlyNew = false } = {},
): Promise<string[]> {
  const entries = rows.map((row) => ({
    appid: row.appid,
    name: row.name,
    pinyin: toPinyinKey(row.name),
    subject: row.subject,
    contact: row.contact,
    contract_no: row.contractNo,
    contract_ends_on: row.contractEndsOn,
    tags: row.tags,
    notes: row.notes,
  }))
  const conflict = onlyNew
    ? 'do nothing'
    : `do update set name = excluded.name, pinyin = excluded.pinyin, subject = excluded.subject, contact = excluded.contact,
         contract_no = excluded.contract_no, contract_ends_on = excluded.contract_ends_on, tags = excluded.tags,
         notes = excluded.notes, updated_at = excluded.updated_at`
  const written = await sql<{ appid: string }>(
    `insert into licensee (appid, name, pinyin, subject, contact, contract_no, contract_ends_on, tags, notes, updated_at)
     select appid, name, pinyin, subject, contact, contract_no, contract_ends_on, coalesce(tags, '{}'), notes, clock_timestamp()
       from jsonb_to_recordset($1::jsonb) as row(appid text, name text, pinyin text, subject text, contact text, contract_no text,
            contract_ends_on date, tags text[], notes text)
     on conflict (appid) ${conflict} returning appid`,
    [JSON.stringify(entries)],
  )
  return written.map(({ appid }) => appid)
}
