import 'server-only'
import { CSV_MARK, toCsvLine } from '@/lib/csv'
import type { BoundHead } from '@/lib/exports/bound-head'
import type { ExportClaim } from '@/lib/exports/claim-export'
import { Comparison } from '@/lib/exports/compare-rows'
import { questionOf } from '@/lib/exports/export-statement'
import { ExportStopped } from '@/lib/exports/export-stopped'
import type { PartFile } from '@/lib/exports/part-file'
import type { Pulse } from '@/lib/exports/pulse'
import { RECORD_BYTES, writeRecord } from '@/lib/exports/row-records'
import { lineWriter, tableRead } from '@/lib/exports/row-writers'
import { XLSX_ROWS } from '@/lib/exports/schema'
import { type RowWindow, sealedRows } from '@/lib/exports/sealed-rows'
import { type TableRow, tableColumns, toCells } from '@/lib/exports/table-row'
import type { AppLocale } from '@/lib/i18n/locales'
import { messages } from '@/lib/i18n/messages'
import { faultPoint } from '@/lib/operations/fault-point'
import { writeXlsx } from '@/lib/sheets/write-xlsx'

type Making = { file: PartFile; records: PartFile; pulse: Pulse }
type Watched = { pulse: Pulse; comparison: Comparison }

/** Writes the file but for its end, and one record for each row. */
export async function writeRows(
  claim: ExportClaim,
  head: BoundHead,
  making: Making,
): Promise<{ rowCount: number; comparedRows: number }> {
  const comparison = new Comparison(claim.format)
  const rowCount =
    claim.format === 'xlsx'
      ? await writeWorkbook(claim, head, making, comparison)
      : await writeLines(claim, claim.format, head, making, comparison)
  return { rowCount, comparedRows: comparison.rows }
}

async function writeLines(
  claim: ExportClaim,
  format: 'csv' | 'ndjson' | 'ocsf',
  head: BoundHead,
  { file, records, pulse }: Making,
  comparison: Comparison,
): Promise<number> {
  const { read, write } = lineWriter(format, claim.locale)
  if (format === 'csv') await file.write(CSV_MARK + toCsvLine(tableHead(claim.locale)))
  if (format === 'ndjson') await file.write(openingLine(claim, head))
  let count = 0
  for await (const { rows } of watched(sealedRows(claim.filter, head.treeSize, read), { pulse, comparison })) {
    for (const row of rows) {
      writeRecord(records.room(RECORD_BYTES), Number(row.leaf_no), file.put(write(row as never)))
      if (file.isFull) await file.flush()
      if (records.isFull) await records.flush()
    }
    count += rows.length
  }
  return count
}

async function writeWorkbook(
  claim: ExportClaim,
  head: BoundHead,
  { file, records, pulse }: Making,
  comparison: Comparison,
): Promise<number> {
  let count = 0
  async function* cells() {
    const windows = sealedRows<TableRow>(claim.filter, head.treeSize, tableRead)
    for await (const { rows } of watched(windows, { pulse, comparison })) {
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

/** Passes the rows on, compares them with their digests, tells how far it is, and stops when it should. */
async function* watched<Row>(
  windows: AsyncGenerator<RowWindow<Row>>,
  { pulse, comparison }: Watched,
): AsyncGenerator<RowWindow<Row>> {
  for await (const window of windows) {
    yield window
    pulse.rows += window.rows.length
    pulse.scanned = window.scanned
    if (pulse.rows > 0) faultPoint('mid_export')
    await comparison.take(window.rows)
    pulse.goOn()
  }
  await comparison.finish()
}
