import 'server-only'
import type { Target } from '@/lib/audit/event'
import { getEvent } from '@/lib/audit/queries'
import { recordEvent } from '@/lib/audit/record'
import { inTransaction, type Sql } from '@/lib/db'
import { failure, success } from '@/lib/errors'
import { type NoteSubject, noteInput } from '@/lib/notes/schema'
import { getOperation } from '@/lib/operations/queries'
import { defineWrite } from '@/lib/write'

const MOST_NOTES = 30
const WINDOW = '10 minutes'

/**
 * Adds a note to an event or a receipt. The note is an event itself, so that it can neither be changed nor taken away, and
 * stands on the timeline of what it is about as well.
 */
export const addNote = defineWrite({
  name: 'audit.note',
  permission: 'audit.note',
  input: noteInput,
  target: ({ subjectType, subjectId }) => ({ type: subjectType, id: subjectId, name: subjectId }),
  run: async ({ subjectType, subjectId, text, ticket, labels }, { actor, requestId }) => {
    const subject = await findSubject({ type: subjectType, id: subjectId })
    if (!subject) return failure('not_found')
    return inTransaction(async (sql) => {
      if (await hasWrittenEnough(sql, actor.id)) return failure('too_many')
      const about = subject.about ?? (await onlyTargetOf(sql, subjectId))
      const noteId = await recordEvent(sql, {
        phase: 'note',
        action: 'audit.note',
        outcome: 'succeeded',
        actor,
        requestId,
        target: subject.target,
        ...(subject.operationId ? { operationId: subject.operationId } : {}),
        ...(subject.connectionId ? { connectionId: subject.connectionId } : {}),
        reason: text,
        detail: {
          ...(about ? { about } : {}),
          ...(ticket ? { ticket } : {}),
          ...(labels.length > 0 ? { labels } : {}),
        },
      })
      return success({ noteId })
    })
  },
})

type Subject = {
  target: Target
  operationId: string | null
  connectionId: string | null
  about: { type: string; id: string } | null
}

async function findSubject({ type, id }: NoteSubject): Promise<Subject | null> {
  if (type === 'operation') {
    const operation = await getOperation(id)
    if (!operation) return null
    return {
      target: { type, id, name: `R-${operation.number}` },
      operationId: id,
      connectionId: operation.connectionId,
      about: null,
    }
  }
  const event = await getEvent(id)
  if (!event || event.action === 'audit.note') return null
  return {
    target: { type, id, name: event.target.name || event.target.id },
    operationId: event.operation?.id ?? null,
    connectionId: event.connectionId,
    about: { type: event.target.type, id: event.target.id },
  }
}

/** A receipt about one thing only: its notes are about that thing. */
async function onlyTargetOf(sql: Sql, operationId: string): Promise<{ type: string; id: string } | null> {
  const items = await sql<{ type: string; id: string }>(
    'select target_type as type, target_id as id from operation_item where operation_id = $1 order by position limit 2',
    [operationId],
  )
  return items.length === 1 ? (items[0] ?? null) : null
}

/** One after another for each person, so that many at once are counted too. */
async function hasWrittenEnough(sql: Sql, actorId: string): Promise<boolean> {
  await sql(`select pg_advisory_xact_lock(hashtextextended('note:' || $1, 0))`, [actorId])
  const rows = await sql(
    `select 1 from audit_event where actor_id = $1 and occurred_at > clock_timestamp() - interval '${WINDOW}'
        and occurred_at < clock_timestamp() + interval '1 minute' and action = 'audit.note' limit ${MOST_NOTES}`,
    [actorId],
  )
  return rows.length >= MOST_NOTES
}
