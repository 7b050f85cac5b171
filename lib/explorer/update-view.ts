import 'server-only'
import { recordEvent, storable } from '@/lib/audit/record'
import { inTransaction } from '@/lib/db'
import { failure, success } from '@/lib/errors'
import { holdView } from '@/lib/explorer/held-view'
import { updateViewInput } from '@/lib/explorer/schema'
import { viewEvent } from '@/lib/explorer/view-event'
import { defineWrite } from '@/lib/write'

/** Renames a view, shares it or keeps it back, or gives it another query. */
export const updateView = defineWrite({
  name: 'audit.view.update',
  permission: 'audit.view.write',
  input: updateViewInput,
  target: ({ id, name }) => ({ type: 'system', id, name }),
  run: (input, { actor, session, requestId }) =>
    inTransaction(async (sql) => {
      const held = await holdView(sql, input.id, session)
      if ('ok' in held) return held
      const [twin] = await sql('select 1 from audit_view where owner_id = $1 and name = $2 and id <> $3', [
        held.ownerId,
        input.name,
        input.id,
      ])
      if (twin) return failure('invalid_input', { fieldErrors: { name: 'nameTaken' } })
      await sql(
        'update audit_view set name = $2, query = $3, is_shared = $4, updated_at = clock_timestamp() where id = $1',
        [input.id, input.name, storable(input.query), input.isShared],
      )
      await recordEvent(sql, viewEvent('audit.view.update', actor, requestId, { before: held, after: input }))
      return success({ id: input.id })
    }),
})
