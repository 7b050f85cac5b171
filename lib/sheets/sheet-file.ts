import 'server-only'
import { CSV_MARK, csvResponse, toCsvLine } from '@/lib/csv'
import type { SheetFileInput } from '@/lib/sheets/file-schema'
import { xlsxResponse } from '@/lib/sheets/write-xlsx'

const ROWS_PER_CHUNK = 500

/** These rows as a download in either format, safe to open in a spreadsheet. */
export function sheetFile({ format, name, columns, rows }: SheetFileInput): Response {
  if (format === 'xlsx') return xlsxResponse(columns, rows, `${name}.xlsx`)
  return csvResponse(toLines(columns, rows), `${name}.csv`)
}

async function* toLines(columns: readonly string[], rows: readonly (readonly string[])[]): AsyncGenerator<string> {
  yield CSV_MARK + toCsvLine(columns)
  for (let start = 0; start < rows.length; start += ROWS_PER_CHUNK)
    yield rows
      .slice(start, start + ROWS_PER_CHUNK)
      .map(toCsvLine)
      .join('')
}
