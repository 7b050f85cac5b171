import 'server-only'
import type { EventLine, Json } from '@/lib/audit/schema'
import { preparedSql, sql } from '@/lib/db'
import { instantOf, isId } from '@/lib/id'
import type { NoteSubject, NoteView } from '@/lib/notes/schema'

const SHOWN = 200

type NoteRow = { id: string; occurred_at: Date; actor_name: string; reason: string | null; detail: Json }

/** The notes on one event or receipt, in the order they were written. A receipt has those on its events too. */
export async function listNotes(subject: NoteSubject): Promise<NoteView[]> {
  if (!isId(subject.id)) return []
  const [column, value] =
    subject.type === 'operation'
      ? ['operation_id = $1::uuid', subject.id]
      : [`target_type = 'event' and target_id = $1`, subject.id]
  const rows = await sql<NoteRow>(
    `select id, occurred_at, actor_name, reason, detail from audit_event
      where ${column} and phase = 'note' and action = 'audit.note' and occurred_at >= $2
      order by occurred_at, seq limit ${SHOWN}`,
    [value, new Date(instantOf(subject.id).getTime() - 60_000)],
  )
  return rows.map(toNote)
}

function toNote({ id, occurred_at, actor_name, reason, detail }: NoteRow): NoteView {
  const record = detail !== null && typeof detail === 'object' && !Array.isArray(detail) ? detail : {}
  return {
    id,
    at: occurred_at.toISOString(),
    author: actor_name,
    text: reason ?? '',
    ticket: typeof record.ticket === 'string' ? record.ticket : null,
    labels: Array.isArray(record.labels) ? record.labels.filter((label) => typeof label === 'string') : [],
  }
}

/** How many notes each event of a page has: those on itself, and on the receipt it began. Keyed by the event's id. */
export async function countNotes(events: readonly EventLine[]): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>()
  const noted = events.filter((event) => event.action !== 'audit.note')
  const first = noted.reduce((earliest, event) => Math.min(earliest, Date.parse(event.occurredAt)), Date.now())
  if (noted.length === 0) return counts
  // The ids stand behind a select, or the planner would weigh each of them against every month.
  const rows = await preparedSql<{ id: string; count: number }>(
    `select target_id as id, count(*)::int as count from audit_event
      where phase = 'note' and action = 'audit.note' and target_type = any('{event,operation}') and target_id = any((select $1::text[])::text[])
        and occurred_at >= $2 group by 1`,
    [noted.flatMap(({ id, operation }) => (operation ? [id, operation.id] : [id])), new Date(first - 3_600_000)],
  )
  const byId = new Map(rows.map(({ id, count }) => [id, count]))
  for (const { id, phase, operation } of noted) {
    const ofReceipt = operation && phase === 'requested' ? (byId.get(operation.id) ?? 0) : 0
    const count = (byId.get(id) ?? 0) + ofReceipt
    if (count > 0) counts.set(id, count)
  }
  return counts
}
