import 'server-only'
import { recordEvent } from '@/lib/audit/record'
import { inTransaction } from '@/lib/db'
import { failure, success } from '@/lib/errors'
import { fingerprint, secretChange } from '@/lib/secrets/fingerprint'
import { placeFault, shownAddress, toPlace } from '@/lib/streaming/place'
import { type Place, sinkChange } from '@/lib/streaming/schema'
import { addressOf, sealAddress, sealSinkSecret, sinkTarget } from '@/lib/streaming/sink'
import { defineWrite } from '@/lib/write'

const OVERLAP = '24 hours'

/** Changes where a sink is, and its secret; the former one signs beside the new one for a day. */
export const updateSink = defineWrite({
  name: 'stream.update',
  permission: 'stream.write',
  input: sinkChange,
  run: async ({ sinkId, ...input }, { actor, requestId }) => {
    const keepsAddress = input.kind === 'webhook' && input.url === ''
    const fault = keepsAddress ? null : await placeFault(input)
    if (fault) return failure('invalid_input', { fieldErrors: fault })
    return inTransaction(async (sql) => {
      const [old] = await sql<{ id: string; kind: string; name: string; place: Place; address: string | null }>(
        'select id, kind, name, place, address from stream_sink where id = $1 for update',
        [sinkId],
      )
      if (!old || old.kind !== input.kind) return failure('not_found')
      const taken = await sql('select 1 from stream_sink where lower(name) = lower($1) and id <> $2', [
        input.name,
        sinkId,
      ])
      if (taken.length > 0) return failure('conflict', { fieldErrors: { name: 'nameTaken' } })
      const isWebhook = input.kind === 'webhook'
      const former = isWebhook ? addressOf(old) : ''
      const address = isWebhook && input.url !== '' ? new URL(input.url).href : former
      const place = toPlace({ ...input, url: address })
      const isRotated = isWebhook && input.secret !== ''
      await sql(
        `update stream_sink set name = $2, place = $3::jsonb, address = $5, revision = revision + 1, next_at = clock_timestamp(),
                attempts = 0,
                previous_secret = case when $4::text is null then previous_secret else secret end,
                previous_until = case when $4::text is null then previous_until else clock_timestamp() + interval '${OVERLAP}' end,
                secret = coalesce($4, secret)
          where id = $1`,
        [
          sinkId,
          input.name,
          JSON.stringify(place),
          isRotated ? sealSinkSecret(sinkId, input.secret) : null,
          isWebhook ? sealAddress(sinkId, address) : null,
        ],
      )
      await recordEvent(sql, {
        phase: 'outcome',
        action: 'stream.update',
        outcome: 'succeeded',
        actor,
        requestId,
        target: sinkTarget({ id: sinkId, name: input.name }),
        before: isWebhook
          ? { name: old.name, url: shownAddress(former), address: secretChange(former, former) }
          : { name: old.name, ...old.place },
        after: { name: input.name, ...place, ...(isWebhook ? { address: secretChange(former, address) } : {}) },
        detail: isRotated ? { secret: { secret: 'changed', fingerprint: fingerprint(input.secret) } } : null,
      })
      return success({ id: sinkId })
    })
  },
})
