import 'server-only'
import { formatDateTime } from '@/lib/format'
import type { GrantFilter, GrantSort } from '@/lib/grants/filter-schema'
import { type GrantLine, listGrants } from '@/lib/grants/queries'

const PAGE = 1000

/** Spreadsheets run a cell that starts like a formula; a leading apostrophe keeps it text. */
export function toCsvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

export type CsvWords = { head: readonly string[]; permanent: string }

export type GrantExport = { connectionId: string; filter: GrantFilter; sort: GrantSort }

async function* toCsvLines({ connectionId, filter, sort }: GrantExport, words: CsvWords): AsyncGenerator<string> {
  yield `\uFEFF${words.head.map(toCsvCell).join(',')}\r\n`
  let cursor: string | null = null
  do {
    const page: Awaited<ReturnType<typeof listGrants>> = await listGrants(connectionId, filter, {
      sort,
      cursor,
      limit: PAGE,
    })
    yield page.rows.map((row) => `${toCells(row, words.permanent).map(toCsvCell).join(',')}\r\n`).join('')
    cursor = page.next
  } while (cursor !== null)
}

/** The filtered list as CSV that spreadsheets take for UTF-8, read a page at a time while it is sent. */
export function exportGrants(asked: GrantExport, words: CsvWords): ReadableStream<Uint8Array> {
  const lines = toCsvLines(asked, words)
  const encoder = new TextEncoder()
  return new ReadableStream({
    pull: async (controller) => {
      const { done, value } = await lines.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(value))
    },
    cancel: async () => {
      await lines.return(undefined)
    },
  })
}

const toCells = (row: GrantLine, permanent: string): string[] => [
  row.dramaName,
  row.dramaId,
  row.licenseeName ?? '',
  row.appid,
  row.expiresAt ? formatDateTime(row.expiresAt, 'second') : permanent,
  row.grantedAt ? formatDateTime(row.grantedAt, 'second') : '',
  formatDateTime(row.readAt, 'second'),
  row.operation ? `R-${row.operation.number}` : '',
]
