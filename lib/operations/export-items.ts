import 'server-only'
import type { Actor } from '@/lib/audit/event'
import { recordEvent } from '@/lib/audit/record'
import { CSV_MARK, toCsvLine } from '@/lib/csv'
import { sql } from '@/lib/db'
import { formatDateTime } from '@/lib/format'
import { listItems } from '@/lib/operations/list-items'
import type { ItemGroup, ItemView, OperationView } from '@/lib/operations/schema'

const PER_READ = 1_000

export type ItemWords = { head: readonly string[]; group: (group: ItemGroup) => string; permanent: string }

/** Every item of an operation as CSV, a thousand at a time. */
export async function* exportItems(operationId: string, words: ItemWords): AsyncGenerator<string> {
  yield CSV_MARK + toCsvLine(words.head)
  let after = -1
  for (;;) {
    const page = await listItems(operationId, { after, limit: PER_READ })
    yield page.items.map((item) => toCsvLine(toCells(item, words))).join('')
    if (page.next === null) return
    after = page.next
  }
}

function toCells(item: ItemView, words: ItemWords): (string | number | null)[] {
  const { shown } = item
  const moment = (value: string | null) =>
    value === null ? '' : value === 'permanent' ? words.permanent : formatDateTime(value)
  return [
    shown.dramaName ?? item.targetName,
    shown.dramaId ?? item.targetId,
    shown.licenseeName,
    shown.appid,
    words.group(item.group),
    item.code,
    item.message,
    item.rid,
    moment(shown.expiresAt),
    item.readBackAt === null ? '' : moment(shown.foundExpiresAt) || formatDateTime(item.readBackAt, 'second'),
    item.latencyMs,
  ]
}

/** Taking a receipt out of the system is an event of its own. */
export async function recordItemsExport(operation: OperationView, actor: Actor, requestId: string): Promise<void> {
  await recordEvent(sql, {
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
