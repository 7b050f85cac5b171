import 'server-only'
import { formatDateTime } from '@/lib/format'
import { type DriftFilter, type DriftPage, listDrifts } from '@/lib/grants/drift-queries'
import type { DriftKind, DriftLine, HeldState } from '@/lib/grants/drift-schema'
import type { SheetCell } from '@/lib/sheets/write-xlsx'

const PAGE = 1_000

export type DriftWords = {
  kind: (kind: DriftKind) => string
  how: (how: DriftLine['knownHow']) => string
  resolution: (closed: NonNullable<DriftLine['closed']>) => string
  wholeAccount: string
  permanent: string
  none: string
}

/** Exactly the filtered list, read a page at a time. */
export async function* exportDrifts(filter: DriftFilter, words: DriftWords): AsyncGenerator<SheetCell[]> {
  let cursor: string | null = null
  do {
    const page: DriftPage = await listDrifts(filter, cursor, PAGE)
    yield* page.rows.map((row) => toCells(row, words))
    cursor = page.next
  } while (cursor !== null)
}

const untilOf = (held: HeldState, words: DriftWords): string =>
  held === null ? words.none : held.expiresAt === null ? words.permanent : formatDateTime(held.expiresAt, 'second')

const toCells = (row: DriftLine, words: DriftWords): SheetCell[] => [
  words.kind(row.kind),
  row.dramaId === null ? words.wholeAccount : (row.dramaName ?? ''),
  row.dramaId ?? '',
  row.licenseeName ?? '',
  row.appid,
  untilOf(row.known, words),
  words.how(row.knownHow) + (row.knownHow?.operationNumber ? ` R-${row.knownHow.operationNumber}` : ''),
  untilOf(row.found, words),
  formatDateTime(row.foundAt, 'second'),
  row.closed ? formatDateTime(row.closed.at, 'second') : '',
  row.closed ? words.resolution(row.closed) : '',
  row.closed?.reason ?? '',
]
