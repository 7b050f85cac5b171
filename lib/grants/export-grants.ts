import 'server-only'
import { formatDateTime } from '@/lib/format'
import type { GrantFilter, GrantSort } from '@/lib/grants/filter-schema'
import { type GrantLine, listGrants } from '@/lib/grants/queries'
import type { SheetCell } from '@/lib/sheets/write-xlsx'

const PAGE = 1000

type GrantExport = { connectionId: string; filter: GrantFilter; sort: GrantSort }

/** Exactly the filtered list, read a page at a time. */
export async function* exportGrants(asked: GrantExport, permanent: string): AsyncGenerator<SheetCell[]> {
  const { connectionId, filter, sort } = asked
  let cursor: string | null = null
  do {
    const page: Awaited<ReturnType<typeof listGrants>> = await listGrants(connectionId, filter, {
      sort,
      cursor,
      limit: PAGE,
    })
    yield* page.rows.map((row) => toCells(row, permanent))
    cursor = page.next
  } while (cursor !== null)
}

const toCells = (row: GrantLine, permanent: string): SheetCell[] => [
  row.dramaName,
  row.dramaId,
  row.licenseeName ?? '',
  row.appid,
  row.expiresAt ? formatDateTime(row.expiresAt, 'second') : permanent,
  row.grantedAt ? formatDateTime(row.grantedAt, 'second') : '',
  formatDateTime(row.readAt, 'second'),
  row.operation ? `R-${row.operation.number}` : '',
]
