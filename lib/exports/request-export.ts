import 'server-only'
import { recordEvent, storable } from '@/lib/audit/record'
import { inTransaction } from '@/lib/db'
import { failure, success } from '@/lib/errors'
import { askedFilter } from '@/lib/exports/asked-filter'
import { exportInput, exportName, MOST_OPEN } from '@/lib/exports/schema'
import { newId } from '@/lib/id'
import { enqueue } from '@/lib/jobs/queue'
import { defineWrite } from '@/lib/write'

/** Asks for a file of exactly what the explorer shows. A worker makes it; the request is an event, and so is the end. */
export const requestExport = defineWrite({
  name: 'audit.export',
  permission: 'audit.export',
  input: exportInput,
  run: async ({ format, query, locale }, { actor, requestId }) => {
    const stored = JSON.stringify(await askedFilter(query))
    return inTransaction(async (sql) => {
      await sql(`select pg_advisory_xact_lock(hashtextextended('export:' || $1, 0))`, [actor.id])
      const open = await sql(`select 1 from audit_export where asked_by = $1 and state in ('queued', 'running')`, [
        actor.id,
      ])
      if (open.length >= MOST_OPEN) return failure('too_many')
      const id = newId()
      await sql(
        `insert into audit_export (id, format, locale, filter, query, asked_by, asked_name, asked_role)
         values ($1, $2, $3, $4::jsonb, $5, $6, $7, $8)`,
        [id, format, locale, stored, storable(query), actor.id, actor.name, actor.role],
      )
      await recordEvent(sql, {
        phase: 'requested',
        action: 'audit.export',
        outcome: 'pending',
        actor,
        requestId,
        target: { type: 'audit_export', id, name: exportName(id) },
        detail: { format, query, filter: JSON.parse(stored) },
      })
      await enqueue(sql, 'audit.export.run', { exportId: id })
      return success({ exportId: id })
    })
  },
})
