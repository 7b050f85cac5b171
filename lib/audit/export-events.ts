import 'server-only'
import { readCursor } from '@/lib/audit/cursor'
import { describeEvent, plainSentence } from '@/lib/audit/describe'
import type { Actor } from '@/lib/audit/event'
import type { AuditFilter } from '@/lib/audit/filter'
import { listEvents } from '@/lib/audit/queries'
import { recordEvent } from '@/lib/audit/record'
import type { EventLine } from '@/lib/audit/schema'
import { CSV_MARK, toCsvLine } from '@/lib/csv'
import { sql } from '@/lib/db'
import { formatDateTime } from '@/lib/format'
import type { AppLocale } from '@/lib/i18n/locales'
import type { Json } from '@/lib/secrets/redact'

export const EXPORT_LIMIT = 10_000
const PER_READ = 500

/** The filtered events as CSV, newest first, read page by page and never more than the limit. */
export async function* exportEvents(
  filter: AuditFilter,
  locale: AppLocale,
  head: readonly string[],
): AsyncGenerator<string> {
  yield CSV_MARK + toCsvLine(head)
  let after: string | null = null
  for (let written = 0; written < EXPORT_LIMIT; written += PER_READ) {
    const cursor = readCursor(after)
    const page = await listEvents(filter, cursor ? { after: cursor } : null, Math.min(PER_READ, EXPORT_LIMIT - written))
    yield page.events.map((event) => toCsvLine(toCells(event, locale))).join('')
    if (page.older === null) return
    after = page.older
  }
}

function toCells(event: EventLine, locale: AppLocale): (string | null)[] {
  const described = describeEvent(event, locale)
  return [
    formatDateTime(event.occurredAt, 'milli'),
    event.actor.name,
    event.action,
    event.phase,
    event.outcome,
    event.target.type,
    event.target.id,
    event.target.name,
    event.operation ? `R-${event.operation.number}` : null,
    plainSentence(described),
    described.evidence.join('; '),
    event.reason,
    event.id,
  ]
}

/** Taking events out of the system is an event too, and says what was asked for. */
export async function recordExport(actor: Actor, filter: AuditFilter, requestId: string): Promise<void> {
  const asked: Json = JSON.parse(JSON.stringify(filter))
  await recordEvent(sql, {
    phase: 'read',
    action: 'audit.export',
    outcome: 'succeeded',
    actor,
    target: { type: 'system', id: 'audit', name: 'audit' },
    detail: { filter: asked, limit: EXPORT_LIMIT },
    requestId,
  })
}
