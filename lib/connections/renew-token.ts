import 'server-only'
import type { NewEvent } from '@/lib/audit/event'
import { recordEvent } from '@/lib/audit/record'
import { recordAlone } from '@/lib/audit/record-alone'
import { connectionTarget, lockConnection } from '@/lib/connections/connection-row'
import { openConnection } from '@/lib/connections/open-connection'
import { connectionWithReasonSchema } from '@/lib/connections/schema'
import { inTransaction, type Sql } from '@/lib/db'
import { type ActionResult, failure, success } from '@/lib/errors'
import { UpstreamError } from '@/lib/http'
import { forceToken } from '@/lib/wechat/token'
import { defineWrite } from '@/lib/write'

const GAP_SECONDS = 30
const MOST_A_DAY = 20

type Reserved = { cause: 'tooSoon' | 'usedUp' } | null

/**
 * Forces a new token for an account whose token its upstream refuses. Each attempt is an event before it is a call, and
 * those events are what the upstream's limits are counted by, in every process.
 */
export const renewConnectionToken = defineWrite({
  name: 'connection.token.renew',
  permission: 'connection.write',
  input: connectionWithReasonSchema,
  target: ({ connectionId }) => connectionTarget({ id: connectionId, name: '' }),
  run: async ({ connectionId, reason }, { actor, requestId }): Promise<ActionResult<{ connectionId: string }>> => {
    const shared = (row: { id: string; name: string }) => ({
      action: 'connection.token.renew' as const,
      actor,
      requestId,
      target: connectionTarget(row),
      connectionId,
      reason,
    })
    const begun = await inTransaction(async (run) => {
      const row = await lockConnection(run, connectionId)
      if (!row?.isEnabled || row.kind !== 'wechat') return failure('not_found')
      const refused = await isSpent(run, connectionId)
      if (refused) return failure('conflict', { detail: refused })
      await recordEvent(run, { ...shared(row), phase: 'requested', outcome: 'pending', detail: { forced: true } })
      return success({ id: row.id, name: row.name })
    })
    if (!begun.ok) return begun
    const { connection } = await openConnection(connectionId)
    const ended = (end: Pick<NewEvent, 'outcome' | 'detail'>) =>
      recordAlone({ ...shared(begun.data), phase: 'outcome', ...end })
    try {
      const isNew = await forceToken(connection)
      await ended({ outcome: isNew ? 'succeeded' : 'failed', detail: { forced: true, sameToken: !isNew } })
      return isNew ? success({ connectionId }) : failure('conflict', { detail: { cause: 'sameToken' } })
    } catch (error) {
      if (!(error instanceof UpstreamError)) throw error
      const { errcode, errmsg, rid } = error.exchange
      await ended({
        outcome: error.kind === 'refused' || error.kind === 'unreachable' ? 'failed' : 'unknown',
        detail: { forced: true, code: errcode, message: errmsg, rid },
      })
      return failure('conflict', { detail: { cause: 'tokenRefused' } })
    }
  },
})

/** Whether the upstream's own limits forbid another one now; counted under the connection's lock. */
async function isSpent(run: Sql, connectionId: string): Promise<Reserved> {
  const [used] = await run<{ today: number; lately: number }>(
    `select (count(*) filter (where phase = 'requested'))::int as today,
            (count(*) filter (where occurred_at > clock_timestamp() - $2 * interval '1 second'))::int as lately
       from audit_event
      where action = 'connection.token.renew' and phase in ('requested', 'outcome') and connection_id = $1
        and occurred_at >= least(date_trunc('day', now() at time zone 'Asia/Shanghai') at time zone 'Asia/Shanghai',
                                 now() - $2 * interval '1 second')`,
    [connectionId, GAP_SECONDS],
  )
  if ((used?.lately ?? 0) > 0) return { cause: 'tooSoon' }
  return (used?.today ?? 0) >= MOST_A_DAY ? { cause: 'usedUp' } : null
}
