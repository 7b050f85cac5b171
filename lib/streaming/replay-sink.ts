import 'server-only'
import { recordEvent } from '@/lib/audit/record'
import { inTransaction } from '@/lib/db'
import { failure, success } from '@/lib/errors'
import { replayInput } from '@/lib/streaming/schema'
import { sinkTarget } from '@/lib/streaming/sink'
import { defineWrite } from '@/lib/write'

/** Sets a sink back to the first event of a day in Beijing; everything from there is sent again. */
export const replaySink = defineWrite({
  name: 'stream.replay',
  permission: 'stream.write',
  input: replayInput,
  run: ({ sinkId, from }, { actor, requestId }) =>
    inTransaction(async (sql) => {
      const [sink] = await sql<{ id: string; name: string; cursor: string }>(
        'select id, name, cursor_leaf as cursor from stream_sink where id = $1 for update',
        [sinkId],
      )
      if (!sink) return failure('not_found')
      // Of the first few hundred by time the smallest place, for places and times differ a little in order.
      const [first] = await sql<{ leaf: string | null }>(
        `select min(leaf_no) as leaf from audit_leaf
          where event_id in (select id from audit_event where occurred_at >= $1 order by occurred_at, seq limit 500)`,
        [new Date(`${from}T00:00:00+08:00`)],
      )
      const leaf = first?.leaf
      if (leaf == null || BigInt(leaf) >= BigInt(sink.cursor))
        return failure('invalid_input', { fieldErrors: { from: 'notBefore' } })
      await sql(
        `update stream_sink set cursor_leaf = $2, pending_end = null, replays = replays + 1, revision = revision + 1, attempts = 0,
                next_at = clock_timestamp() where id = $1`,
        [sinkId, leaf],
      )
      await recordEvent(sql, {
        phase: 'outcome',
        action: 'stream.replay',
        outcome: 'succeeded',
        actor,
        requestId,
        target: sinkTarget(sink),
        before: { cursor: sink.cursor },
        after: { cursor: leaf },
        detail: { from },
      })
      return success({ events: Number(BigInt(sink.cursor) - BigInt(leaf)) })
    }),
})
