import 'server-only'
import { connectionTarget, lockConnection } from '@/lib/connections/connection-row'
import { endpointAt } from '@/lib/connections/endpoints'
import { connectionSwitchSchema } from '@/lib/connections/schema'
import { saveConnection } from '@/lib/connections/store-connection'
import { inTransaction } from '@/lib/db'
import { failure, success } from '@/lib/errors'
import { defineWrite } from '@/lib/write'

/** Takes a connection out of use, or back into it. What it granted or set stays at the upstream. */
export const switchConnection = defineWrite({
  name: 'connection.update',
  permission: 'connection.write',
  input: connectionSwitchSchema,
  target: ({ connectionId }) => connectionTarget({ id: connectionId, name: '' }),
  run: ({ connectionId, isEnabled, reason }, { actor, requestId }) =>
    inTransaction(async (sql) => {
      const row = await lockConnection(sql, connectionId)
      if (!row) return failure('not_found')
      if (isEnabled && !endpointAt(row.kind, row.baseUrl))
        return failure('conflict', { detail: { cause: 'endpointGone' } })
      const isChanged = await saveConnection(sql, row, { ...row, isEnabled }, null, { actor, requestId, reason })
      return success({ isChanged })
    }),
})
