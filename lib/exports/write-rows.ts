import 'server-only'
import { CSV_MARK, toCsvLine } from '@/lib/csv'
import type { BoundHead } from '@/lib/exports/bound-head'
import { beat, type ExportClaim } from '@/lib/exports/claim-export'
import { questionOf } from '@/lib/exports/export-statement'
import type { PartFile } from '@/lib/exports/part-file'
import { RECORD_BYTES, writeRecord } from '@/lib/exports/row-records'
import { lineWriter, tableRead } from '@/lib/exports/row-writers'
import { type ExportCause, XLSX_ROWS } from '@/lib/exports/schema'
import { type RowWindow, sealedRows } from '@/lib/exports/sealed-rows'
import { type TableRow, tableColumns, toCells } from '@/lib/exports/table-row'
import type { AppLocale } from '@/lib/i18n/locales'
import { messages } from '@/lib/i18n/messages'
import { faultPoint } from '@/lib/operations/fault-point'
import { writeXlsx } from '@/lib/sheets/write-xlsx'

/** It goes no further: somebody asked it to stop, another worker has it, or it cannot be made. */
export class ExportStopped extends Error {
  readonly reason: 'cancelled' | 'lost' | Exclude<ExportCause, 'unexpected' | 'no_space'>

  constructor(reason: ExportStopped['reason']) {
    super(`the export stopped: ${reason}`)
    this.reason = reason
  }
}

const BEAT_EVERY_MS = 500

/** Writes the file but for its end, and one record for each row. @returns how many rows. */
export async function writeRows(
  claim: ExportClaim,
  head: BoundHead,
  file: PartFile,
  records: PartFile,
): Promise<number> {
  return claim.format === 'xlsx'
    ? writeWorkbook(claim, head, file, records)
    : writeLines(claim, claim.format, head, file, records)
}

async function writeLines(
  claim: ExportClaim,
  format: 'csv' | 'ndjson' | 'ocsf',
  head: BoundHead,
  file: PartFile,
  records: PartFile,
): Promise<number> {
  const { read, write } = lineWriter(format, claim.locale)
  if (format === 'csv') await file.write(CSV_MARK + toCsvLine(tableHead(claim.locale)))
  if (format === 'ndjson') await file.write(openingLine(claim, head))
  let count = 0
  for await (const { rows } of watched(claim, sealedRows(claim.filter, head.treeSize, read))) {
    for (const row of rows) {
      writeRecord(records.room(RECORD_BYTES), Number(row.leaf_no), file.put(write(row as never)))
      if (file.isFull) await file.flush()
      if (records.isFull) await records.flush()
    }
    count += rows.length
  }
  return count
}

async function writeWorkbook(claim: ExportClaim, head: BoundHead, file: PartFile, records: PartFile): Promise<number> {
  let count = 0
  async function* cells() {
    for await (const { rows } of watched(claim, sealedRows<TableRow>(claim.filter, head.treeSize, tableRead))) {
      count += rows.length
      if (count > XLSX_ROWS) throw new ExportStopped('too_many_rows')
      for (const row of rows) {
        const shown = toCells(row, claim.locale)
        writeRecord(records.room(RECORD_BYTES), Number(row.leaf_no), JSON.stringify(shown))
        yield shown
      }
      await records.flush()
    }
  }
  for await (const chunk of writeXlsx(tableHead(claim.locale), cells())) await file.writeBytes(chunk)
  return count
}

const tableHead = (locale: AppLocale): string[] =>
  tableColumns.map((column) => messages[locale].exportJobs.column[column])

const openingLine = (claim: ExportClaim, head: BoundHead): string =>
  `${JSON.stringify({ kind: 'export', format: 'countersign-audit-export/v1', export: questionOf(claim), head })}\n`

/** Passes the rows on, tells how far it is twice a second, and stops when it should. */
async function* watched<Row>(
  claim: ExportClaim,
  windows: AsyncGenerator<RowWindow<Row>>,
): AsyncGenerator<RowWindow<Row>> {
  let [count, told] = [0, 0]
  for await (const window of windows) {
    yield window
    count += window.rows.length
    if (count > 0) faultPoint('mid_export')
    if (Date.now() - told < BEAT_EVERY_MS) continue
    told = Date.now()
    const course = await beat(claim, window.scanned, count)
    if (course !== 'go on') throw new ExportStopped(course === 'stop' ? 'cancelled' : 'lost')
  }
}
