import 'server-only'
import { fixedParts, rowXml, SHEET_END, type SheetCell, sheetOpening } from '@/lib/sheets/workbook-xml'
import { zipStream } from '@/lib/sheets/zip-stream'

export type { SheetCell } from '@/lib/sheets/workbook-xml'
export type SheetRows = AsyncIterable<readonly SheetCell[]> | Iterable<readonly SheetCell[]>

export const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

const WIDTH_AT_MOST = 48
const ROWS_MEASURED = 100
const CHUNK_LENGTH = 32_768

/**
 * A workbook of one sheet with a heading that stays in view, written while its rows are read. Texts are stored as texts:
 * no cell can run as a formula and no id loses a digit.
 */
export function writeXlsx(head: readonly string[], rows: SheetRows, sheetName = 'Sheet1'): ReadableStream<Uint8Array> {
  const sheet = { name: 'xl/worksheets/sheet1.xml', content: sheetXml(head, rows) }
  const bytes = zipStream([...fixedParts(sheetName.replace(/[[\]:*?/\\]/g, ' ').slice(0, 31)), sheet])
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await bytes.next()
      if (done) controller.close()
      else controller.enqueue(value)
    },
    async cancel() {
      await bytes.return(undefined)
    },
  })
}

export const xlsxResponse = (head: readonly string[], rows: SheetRows, fileName: string): Response =>
  new Response(writeXlsx(head, rows), {
    headers: {
      'content-type': XLSX_TYPE,
      'content-disposition': `attachment; filename="${fileName.replace(/[^\w.-]/g, '_')}"`,
      'cache-control': 'no-store',
    },
  })

/** The first rows are held back to see how wide the columns must be; the others pass through. */
async function* sheetXml(head: readonly string[], rows: SheetRows): AsyncGenerator<string> {
  const first: (readonly SheetCell[])[] = []
  let line = 1
  let pending = ''
  for await (const row of rows) {
    if (first.length < ROWS_MEASURED) {
      first.push(row)
      continue
    }
    if (line === 1) {
      pending = opening(head, first)
      line += first.length
    }
    line += 1
    pending += rowXml(row, line)
    if (pending.length < CHUNK_LENGTH) continue
    yield pending
    pending = ''
  }
  yield (line === 1 ? opening(head, first) : pending) + SHEET_END
}

const opening = (head: readonly string[], first: readonly (readonly SheetCell[])[]): string =>
  sheetOpening(head.map((_, column) => widthOf([head, ...first], column))) +
  rowXml(head, 1, true) +
  first.map((row, index) => rowXml(row, index + 2)).join('')

/** In characters; a Han character takes two. */
function widthOf(rows: readonly (readonly SheetCell[])[], column: number): number {
  let widest = 8
  for (const row of rows) {
    const text = String(row[column] ?? '')
    widest = Math.max(widest, text.length + (text.match(/[\u2e80-\uffef]/g)?.length ?? 0) + 2)
  }
  return Math.min(widest, WIDTH_AT_MOST)
}
