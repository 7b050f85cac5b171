import 'server-only'
import { z } from 'zod'
import { recordAlone } from '@/lib/audit/record-alone'
import { getConnection } from '@/lib/connections/queries'
import { freshenCatalogue } from '@/lib/dramas/queries'
import { failure, success } from '@/lib/errors'
import { toFailure } from '@/lib/grants/plan-failure'
import { syncGrants } from '@/lib/grants/sync-grants'
import { UpstreamError } from '@/lib/http'
import { defineWrite } from '@/lib/write'

/** Reads catalogue and grants anew from the upstream. Nothing is written there. */
export const refreshGrants = defineWrite({
  name: 'drama.sync',
  permission: 'grant.write',
  input: z.strictObject({ connectionId: z.uuid() }),
  run: async ({ connectionId }, { actor, requestId }) => {
    const connection = await getConnection(connectionId)
    if (!connection?.isEnabled || connection.kind !== 'wechat') return failure('connection_missing')
    try {
      const { listed: dramas } = await freshenCatalogue(connectionId, 0)
      const read = { dramas, ...(await syncGrants(connectionId)) }
      await recordAlone({
        phase: 'read',
        action: 'drama.sync',
        outcome: 'succeeded',
        actor,
        target: { type: 'connection', id: connection.id, name: connection.name },
        connectionId,
        detail: read,
        requestId,
      })
      return success(read)
    } catch (error) {
      if (error instanceof UpstreamError) return toFailure(error)
      throw error
    }
  },
})
