import 'server-only'
import { recordEvent, storable } from '@/lib/audit/record'
import { inTransaction } from '@/lib/db'
import { failure, success } from '@/lib/errors'
import { MOST_VIEWS, saveViewInput } from '@/lib/explorer/schema'
import { viewEvent } from '@/lib/explorer/view-event'
import { newId } from '@/lib/id'
import { defineWrite } from '@/lib/write'

/** Keeps a query of the audit list under a name, for its owner or for everybody. */
export const saveView = defineWrite({
  name: 'audit.view.save',
  permission: 'audit.view.write',
  input: saveViewInput,
  run: (input, { actor, session, requestId }) =>
    inTransaction(async (sql) => {
      const ownerId = session.user.id
      await sql('select 1 from "user" where id = $1 for update', [ownerId])
      const [held] = await sql<{ count: number }>('select count(*)::int as count from audit_view where owner_id = $1', [
        ownerId,
      ])
      if ((held?.count ?? 0) >= MOST_VIEWS) return failure('invalid_input', { fieldErrors: { name: 'tooManyViews' } })
      const id = newId()
      const made = await sql(
        `insert into audit_view (id, owner_id, name, query, is_shared) values ($1, $2, $3, $4, $5)
         on conflict (owner_id, name) do nothing returning id`,
        [id, ownerId, input.name, storable(input.query), input.isShared],
      )
      if (made.length === 0) return failure('invalid_input', { fieldErrors: { name: 'nameTaken' } })
      await recordEvent(sql, viewEvent('audit.view.save', actor, requestId, { after: { id, ...input } }))
      return success({ id })
    }),
})
