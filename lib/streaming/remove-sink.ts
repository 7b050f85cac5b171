import 'server-only'
import { recordEvent } from '@/lib/audit/record'
import { inTransaction } from '@/lib/db'
import { failure, success } from '@/lib/errors'
import { sinkChoice } from '@/lib/streaming/schema'
import { sinkTarget } from '@/lib/streaming/sink'
import { defineWrite } from '@/lib/write'

/** Takes a sink away with its secret and its place in the log. */
export const removeSink = defineWrite({
  name: 'stream.remove',
  permission: 'stream.write',
  input: sinkChoice,
  run: ({ sinkId }, { actor, requestId }) =>
    inTransaction(async (sql) => {
      const [sink] = await sql<{ id: string; name: string; kind: string; cursor: string }>(
        'delete from stream_sink where id = $1 returning id, name, kind, cursor_leaf as cursor',
        [sinkId],
      )
      if (!sink) return failure('not_found')
      await recordEvent(sql, {
        phase: 'outcome',
        action: 'stream.remove',
        outcome: 'succeeded',
        actor,
        requestId,
        target: sinkTarget(sink),
        before: { kind: sink.kind, name: sink.name, cursor: sink.cursor },
      })
      return success({ id: sinkId })
    }),
})
