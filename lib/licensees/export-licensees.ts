import 'server-only'
import type { Actor } from '@/lib/audit/event'
import { recordAlone } from '@/lib/audit/record-alone'
import { formatDateTime } from '@/lib/format'
import type { LicenseeLine } from '@/lib/licensees/book-schema'
import { type BookFilter, type BookPage, listLicensees } from '@/lib/licensees/list-licensees'
import type { SheetCell } from '@/lib/sheets/write-xlsx'

const PER_READ = 1_000

/** In the order of `toExportCells`; the first eight are what an import takes. */
export const exportColumns = [
  'appid',
  'name',
  'subject',
  'contact',
  'contractNo',
  'contractEndsOn',
  'tags',
  'notes',
  'grantCount',
  'accountGrantCount',
  'nextExpiryAt',
  'lastRefusalCode',
  'lastRefusalAt',
  'updatedAt',
] as const

/** Exactly the rows of the filtered list, in its order, read a page at a time. */
export async function* exportLicensees(filter: BookFilter): AsyncGenerator<SheetCell[]> {
  let cursor: string | null = null
  do {
    const page: BookPage = await listLicensees(filter, cursor, PER_READ)
    yield* page.rows.map(toExportCells)
    cursor = page.next
  } while (cursor !== null)
}

const moment = (instant: string | null) => (instant ? formatDateTime(instant, 'second') : '')

const toExportCells = (row: LicenseeLine): SheetCell[] => [
  row.appid,
  row.name,
  row.subject,
  row.contact,
  row.contractNo,
  row.contractEndsOn,
  row.tags.join('，'),
  row.notes,
  row.grantCount,
  row.accountGrantCount,
  moment(row.nextExpiryAt),
  row.lastRefusalCode,
  moment(row.lastRefusalAt),
  moment(row.updatedAt),
]

export async function recordLicenseeExport(actor: Actor, requestId: string): Promise<void> {
  await recordAlone({
    phase: 'read',
    action: 'licensee.export',
    outcome: 'succeeded',
    actor,
    target: { type: 'system', id: 'licensees', name: 'licensees' },
    requestId,
  })
}
