import 'server-only'
import { recordEvent } from '@/lib/audit/record'
import { inTransaction } from '@/lib/db'
import { success } from '@/lib/errors'
import { holdView } from '@/lib/explorer/held-view'
import { deleteViewInput } from '@/lib/explorer/schema'
import { viewEvent } from '@/lib/explorer/view-event'
import { defineWrite } from '@/lib/write'

/** Takes a view away. Its permalink finds nothing from then on; the event keeps the query. */
export const deleteView = defineWrite({
  name: 'audit.view.delete',
  permission: 'audit.view.write',
  input: deleteViewInput,
  target: ({ id }) => ({ type: 'system', id, name: id }),
  run: ({ id }, { actor, session, requestId }) =>
    inTransaction(async (sql) => {
      const held = await holdView(sql, id, session)
      if ('ok' in held) return held
      await sql('delete from audit_view where id = $1', [id])
      await recordEvent(sql, viewEvent('audit.view.delete', actor, requestId, { before: held }))
      return success({ id })
    }),
})
