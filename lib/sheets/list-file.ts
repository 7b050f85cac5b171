import 'server-only'
import { z } from 'zod'
import { CSV_MARK, csvResponse, toCsvLine } from '@/lib/csv'
import { type SheetCell, type SheetRows, xlsxResponse } from '@/lib/sheets/write-xlsx'

export const listFormat = z.enum(['csv', 'xlsx']).default('csv')

/** A list as a download in the format asked for, written while its rows are read. `name` has no ending. */
export function listFile(
  format: z.output<typeof listFormat>,
  name: string,
  head: readonly string[],
  rows: SheetRows,
): Response {
  return format === 'xlsx' ? xlsxResponse(head, rows, `${name}.xlsx`) : csvResponse(toLines(head, rows), `${name}.csv`)
}

async function* toLines(head: readonly string[], rows: SheetRows): AsyncGenerator<string> {
  yield CSV_MARK + toCsvLine(head)
  let pending: (readonly SheetCell[])[] = []
  for await (const row of rows) {
    pending.push(row)
    if (pending.length < ROWS_PER_CHUNK) continue
    yield pending.map(toCsvLine).join('')
    pending = []
  }
  yield pending.map(toCsvLine).join('')
}

const ROWS_PER_CHUNK = 200
