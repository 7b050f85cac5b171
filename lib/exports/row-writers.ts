import 'server-only'
import { RECORD_COLUMNS, type RecordRow, toRecord } from '@/lib/audit/rows'
import { toCsvLine } from '@/lib/csv'
import { CONTENT_COLUMNS, type ContentRow, toContentLine } from '@/lib/exports/content-row'
import { toOcsf } from '@/lib/exports/ocsf'
import type { ReadAs } from '@/lib/exports/sealed-rows'
import { TABLE_COLUMNS, type TableRow, toCells } from '@/lib/exports/table-row'
import type { AppLocale } from '@/lib/i18n/locales'

/** How a row of one format is read and written. */
type RowWriter = { read: ReadAs; write: (row: never) => string }

type Sealed<Row> = Row & { leaf_no: string }

export const tableRead: ReadAs = { columns: TABLE_COLUMNS, isText: true }

export function lineWriter(format: 'csv' | 'ndjson' | 'ocsf', locale: AppLocale): RowWriter {
  switch (format) {
    case 'csv':
      return { read: tableRead, write: (row: Sealed<TableRow>) => toCsvLine(toCells(row, locale)) }
    case 'ndjson':
      return {
        read: { columns: CONTENT_COLUMNS, isText: true },
        write: (row: Sealed<ContentRow>) => toContentLine(row),
      }
    case 'ocsf':
      return {
        read: { columns: RECORD_COLUMNS, isText: false },
        write: (row: Sealed<RecordRow>) => `${JSON.stringify(toOcsf(toRecord(row), Number(row.leaf_no), locale))}\n`,
      }
  }
}
