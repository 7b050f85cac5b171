import 'server-only'
import { recordEvent } from '@/lib/audit/record'
import { inTransaction } from '@/lib/db'
import { failure, success } from '@/lib/errors'
import { sinkSwitch } from '@/lib/streaming/schema'
import { sinkTarget } from '@/lib/streaming/sink'
import { defineWrite } from '@/lib/write'

/** Turns a sink on or off. What happens while it is off waits for it. */
export const switchSink = defineWrite({
  name: 'stream.disable',
  permission: 'stream.write',
  input: sinkSwitch,
  run: ({ sinkId, isOn }, { actor, requestId }) =>
    inTransaction(async (sql) => {
      const [sink] = await sql<{ id: string; name: string; state: string }>(
        'select id, name, state from stream_sink where id = $1 for update',
        [sinkId],
      )
      if (!sink) return failure('not_found')
      const state = isOn ? 'on' : 'off'
      if (sink.state === state) return success({ state })
      await sql(
        `update stream_sink set state = $2, next_at = clock_timestamp(), attempts = 0, failing_since = null,
                last_error = case when $2 = 'on' then null else last_error end where id = $1`,
        [sinkId, state],
      )
      await recordEvent(sql, {
        phase: 'outcome',
        action: isOn ? 'stream.enable' : 'stream.disable',
        outcome: 'succeeded',
        actor,
        requestId,
        target: sinkTarget(sink),
        before: { state: sink.state },
        after: { state },
      })
      return success({ state })
    }),
})
