import 'server-only'
import { z } from 'zod'
import { recordAlone } from '@/lib/audit/record-alone'
import { getConnection } from '@/lib/connections/queries'
import { readDramaNow } from '@/lib/dramas/read-drama-now'
import { dramaIdPattern } from '@/lib/dramas/schema'
import { failure, success } from '@/lib/errors'
import { UpstreamError } from '@/lib/http'
import { defineWrite } from '@/lib/write'

/** Reads one drama anew. Nothing is written at WeChat. */
export const refreshDrama = defineWrite({
  name: 'drama.sync',
  permission: 'grant.write',
  input: z.strictObject({ connectionId: z.uuid(), dramaId: z.string().regex(dramaIdPattern, 'dramaId') }),
  target: (input) => ({ type: 'drama', id: input.dramaId, name: input.dramaId }),
  run: async ({ connectionId, dramaId }, { actor, requestId }) => {
    const connection = await getConnection(connectionId)
    if (!connection?.isEnabled || connection.kind !== 'wechat') return failure('connection_missing')
    try {
      const drama = await readDramaNow(connectionId, dramaId)
      await recordAlone({
        phase: 'read',
        action: 'drama.sync',
        outcome: 'succeeded',
        actor,
        target: { type: 'drama', id: dramaId, name: drama?.name ?? dramaId },
        connectionId,
        requestId,
      })
      return success({ isThere: drama !== null })
    } catch (error) {
      if (!(error instanceof UpstreamError)) throw error
      return failure(error.kind === 'refused' ? 'upstream_refused' : 'upstream_unreachable')
    }
  },
})
