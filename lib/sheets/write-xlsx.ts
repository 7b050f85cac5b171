import 'server-only'
import { Readable } from 'node:stream'
import writeExcelFile, { type Row } from 'write-excel-file/node'

export type SheetCell = string | number | null

export const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

const WIDTH_AT_MOST = 48
const ROWS_MEASURED = 200
/** What a cell of a spreadsheet can hold. */
const LENGTH_AT_MOST = 32_767

/**
 * A workbook of one sheet with a heading that stays in view. Texts are stored as texts, so no cell can run as a formula
 * and no id loses a digit. The format keeps a table of contents at its end: rows are held until the last is known.
 */
export async function writeXlsx(
  head: readonly string[],
  rows: AsyncIterable<readonly SheetCell[]> | Iterable<readonly SheetCell[]>,
  sheetName = 'Sheet1',
): Promise<ReadableStream<Uint8Array>> {
  const data: Row[] = [head.map((value) => ({ value, type: String, fontWeight: 'bold' as const }))]
  for await (const row of rows) data.push(row.map(toCell))
  const columns = head.map((_, index) => ({ width: widthOf(data, index) }))
  const file = writeExcelFile(data, { columns, sheet: sheetName.slice(0, 31), stickyRowsCount: 1 })
  const toStream = file.toStream as () => Promise<Readable>
  return Readable.toWeb(await toStream()) as ReadableStream<Uint8Array>
}

export async function xlsxResponse(
  head: readonly string[],
  rows: AsyncIterable<readonly SheetCell[]> | Iterable<readonly SheetCell[]>,
  fileName: string,
): Promise<Response> {
  return new Response(await writeXlsx(head, rows), {
    headers: {
      'content-type': XLSX_TYPE,
      'content-disposition': `attachment; filename="${fileName.replace(/[^\w.-]/g, '_')}"`,
      'cache-control': 'no-store',
    },
  })
}

function toCell(value: SheetCell): Row[number] {
  if (value === null || value === '') return null
  if (typeof value === 'number') return { value, type: Number }
  return { value: value.slice(0, LENGTH_AT_MOST), type: String, format: '@' }
}

/** In characters; a Han character takes two. */
function widthOf(data: readonly Row[], column: number): number {
  let widest = 8
  for (const row of data.slice(0, ROWS_MEASURED)) {
    const cell = row[column]
    const text = cell && typeof cell === 'object' && 'value' in cell ? String(cell.value) : ''
    widest = Math.max(widest, text.length + (text.match(/[\u2e80-\uffef]/g)?.length ?? 0) + 2)
  }
  return Math.min(widest, WIDTH_AT_MOST)
}
