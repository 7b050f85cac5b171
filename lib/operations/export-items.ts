import 'server-only'
import type { Actor } from '@/lib/audit/event'
import { recordAlone } from '@/lib/audit/record-alone'
import { CSV_MARK, toCsvLine } from '@/lib/csv'
import { formatDateTime } from '@/lib/format'
import { type ItemFilter, listItems } from '@/lib/operations/list-items'
import type { ItemGroup, ItemView, OperationView } from '@/lib/operations/schema'

const PER_READ = 1_000

export type ItemWords = {
  head: readonly string[]
  group: (group: ItemGroup) => string
  answered: (answered: NonNullable<ItemView['answered']>) => string
  blocked: (cause: string) => string
  permanent: string
}

type Cell = string | number | null

/** The items a filter keeps, as rows of a sheet, read a thousand at a time. */
export async function* itemRows(
  operationId: string,
  filter: ItemFilter,
  words: ItemWords,
): AsyncGenerator<readonly Cell[]> {
  let after = -1
  for (;;) {
    const page = await listItems(operationId, { ...filter, after, limit: PER_READ })
    for (const item of page.items) yield toCells(item, words)
    if (page.next === null) return
    after = page.next
  }
}

/** The same as CSV, written while it is read. */
export async function* itemLines(operationId: string, filter: ItemFilter, words: ItemWords): AsyncGenerator<string> {
  let lines = CSV_MARK + toCsvLine(words.head)
  for await (const row of itemRows(operationId, filter, words)) {
    lines += toCsvLine(row)
    if (lines.length < 64_000) continue
    yield lines
    lines = ''
  }
  yield lines
}

function toCells(item: ItemView, words: ItemWords): Cell[] {
  const { shown } = item
  const moment = (value: string | null) =>
    value === null ? '' : value === 'permanent' ? words.permanent : formatDateTime(value)
  return [
    shown.dramaName ?? item.targetName,
    shown.dramaId ?? item.targetId,
    shown.licenseeName,
    shown.appid,
    words.group(item.group),
    item.answered ? words.answered(item.answered) : item.planCause ? words.blocked(item.planCause) : null,
    item.code,
    item.message,
    item.rid,
    moment(shown.expiresAt),
    moment(shown.foundExpiresAt),
    item.sentAt ? formatDateTime(item.sentAt, 'second') : null,
    item.readBackAt ? formatDateTime(item.readBackAt, 'second') : null,
    item.latencyMs,
  ]
}

/** Taking a receipt out of the system is an event of its own. */
export async function recordItemsExport(operation: OperationView, actor: Actor, requestId: string): Promise<void> {
  await recordAlone({
    phase: 'read',
    action: 'operation.export',
    outcome: 'succeeded',
    actor,
    target: { type: 'operation', id: operation.id, name: `R-${operation.number}` },
    operationId: operation.id,
    connectionId: operation.connectionId,
    requestId,
  })
}
