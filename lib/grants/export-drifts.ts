import 'server-only'
import { CSV_MARK, toCsvLine } from '@/lib/csv'
import { formatDateTime } from '@/lib/format'
import { type DriftFilter, type DriftPage, listDrifts } from '@/lib/grants/drift-queries'
import type { DriftKind, DriftLine, HeldState } from '@/lib/grants/drift-schema'

const PAGE = 1_000

export type DriftWords = {
  head: readonly string[]
  kind: (kind: DriftKind) => string
  how: (how: DriftLine['knownHow']) => string
  resolution: (closed: NonNullable<DriftLine['closed']>) => string
  wholeAccount: string
  permanent: string
  none: string
}

/** Exactly the filtered list as CSV, read a page at a time while it is sent. */
export async function* exportDrifts(filter: DriftFilter, words: DriftWords): AsyncGenerator<string> {
  yield CSV_MARK + toCsvLine(words.head)
  let cursor: string | null = null
  do {
    const page: DriftPage = await listDrifts(filter, cursor, PAGE)
    yield page.rows.map((row) => toCsvLine(toCells(row, words))).join('')
    cursor = page.next
  } while (cursor !== null)
}

const untilOf = (held: HeldState, words: DriftWords): string =>
  held === null ? words.none : held.expiresAt === null ? words.permanent : formatDateTime(held.expiresAt, 'second')

const toCells = (row: DriftLine, words: DriftWords): string[] => [
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
