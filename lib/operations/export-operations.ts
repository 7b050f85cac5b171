import 'server-only'
import type { Actor } from '@/lib/audit/event'
import { recordAlone } from '@/lib/audit/record-alone'
import { CSV_MARK, toCsvLine } from '@/lib/csv'
import { formatDateTime } from '@/lib/format'
import { type ListedOperation, listOperations, type OperationFilter } from '@/lib/operations/list-operations'

const PER_READ = 500
const MOST_ROWS = 10_000

export type OperationWords = {
  head: readonly string[]
  toCells: (operation: ListedOperation) => readonly (string | number | null)[]
}

/** The filtered receipts as rows of a sheet, newest first, at most ten thousand. */
export async function* operationRows(
  filter: OperationFilter,
  words: OperationWords,
): AsyncGenerator<readonly (string | number | null)[]> {
  let after: number | null = null
  for (let written = 0; written < MOST_ROWS; ) {
    const page = await listOperations(filter, after === null ? null : { after }, PER_READ)
    for (const operation of page.operations) yield toRow(operation, words)
    written += page.operations.length
    if (page.older === null) return
    after = Number(page.older)
  }
}

/** The same as CSV. */
export async function* operationLines(filter: OperationFilter, words: OperationWords): AsyncGenerator<string> {
  yield CSV_MARK + toCsvLine(words.head)
  for await (const row of operationRows(filter, words)) yield toCsvLine(row)
}

const toRow = (operation: ListedOperation, words: OperationWords) => [
  `R-${operation.number}`,
  ...words.toCells(operation),
  operation.actor.name,
  operation.reason,
  formatDateTime(operation.createdAt, 'second'),
  operation.finishedAt ? formatDateTime(operation.finishedAt, 'second') : '',
]

export async function recordOperationsExport(actor: Actor, requestId: string): Promise<void> {
  await recordAlone({
    phase: 'read',
    action: 'operation.export',
    outcome: 'succeeded',
    actor,
    target: { type: 'system', id: 'operations', name: 'R-*' },
    requestId,
  })
}
