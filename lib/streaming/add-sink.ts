import 'server-only'
import { recordEvent } from '@/lib/audit/record'
import { inTransaction } from '@/lib/db'
import { failure, success } from '@/lib/errors'
import { newId } from '@/lib/id'
import { secretChange } from '@/lib/secrets/fingerprint'
import { placeFault, toPlace } from '@/lib/streaming/place'
import { sinkInput } from '@/lib/streaming/schema'
import { sealAddress, sealSinkSecret, sinkTarget } from '@/lib/streaming/sink'
import { defineWrite } from '@/lib/write'

/** Adds a place the log is sent to, from now on or from its first event. */
export const addSink = defineWrite({
  name: 'stream.add',
  permission: 'stream.write',
  input: sinkInput,
  run: async (input, { actor, requestId }) => {
    const fault = await placeFault(input)
    if (fault) return failure('invalid_input', { fieldErrors: fault })
    return inTransaction(async (sql) => {
      const sink = { id: newId(), name: input.name }
      const place = toPlace(input)
      const isWebhook = input.kind === 'webhook'
      const [secret, address] = isWebhook ? [input.secret, new URL(input.url).href] : ['', '']
      const [added] = await sql(
        `insert into stream_sink (id, kind, name, place, secret, address, cursor_leaf, created_name)
         values ($1, $2, $3, $4::jsonb, $5, $6,
                 case when $7::boolean then 0 else coalesce((select tree_size from audit_batch order by batch_no desc limit 1), 0) end, $8)
         on conflict (lower(name)) do nothing returning 1`,
        [
          sink.id,
          input.kind,
          sink.name,
          JSON.stringify(place),
          secret ? sealSinkSecret(sink.id, secret) : null,
          address ? sealAddress(sink.id, address) : null,
          input.from === 'start',
          actor.name,
        ],
      )
      if (!added) return failure('conflict', { fieldErrors: { name: 'nameTaken' } })
      await recordEvent(sql, {
        phase: 'outcome',
        action: 'stream.add',
        outcome: 'succeeded',
        actor,
        requestId,
        target: sinkTarget(sink),
        after: {
          kind: input.kind,
          name: sink.name,
          ...place,
          ...(isWebhook ? { address: secretChange(null, address) } : {}),
          secret: secretChange(null, secret),
        },
        detail: { from: input.from },
      })
      return success({ id: sink.id })
    })
  },
})
