import 'server-only'
import { recordAlone } from '@/lib/audit/record-alone'
import { failure, success } from '@/lib/errors'
import { newId } from '@/lib/id'
import { DeliveryFailed } from '@/lib/streaming/delivery'
import { AddressRefused } from '@/lib/streaming/guarded-address'
import { sinkChoice } from '@/lib/streaming/schema'
import { send } from '@/lib/streaming/send'
import { findSink, sinkTarget } from '@/lib/streaming/sink'
import { defineWrite } from '@/lib/write'

/** Sends one message that is not an event, now, and tells what came of it. */
export const testSink = defineWrite({
  name: 'stream.test',
  permission: 'stream.write',
  input: sinkChoice,
  run: async ({ sinkId }, { actor, requestId }) => {
    const sink = await findSink(sinkId)
    if (!sink) return failure('not_found')
    const id = newId()
    const line = {
      id,
      seq: '0',
      action: 'stream.test',
      outcome: 'succeeded',
      occurredAt: new Date().toISOString(),
      by: actor.name,
    }
    const error = await send(sink, { id: `msg_${id}`, type: 'audit.test', events: [{ leaf: 0, line }] }).then(
      () => null,
      (thrown: unknown) => {
        if (thrown instanceof DeliveryFailed || thrown instanceof AddressRefused) return thrown.message.slice(0, 200)
        throw thrown
      },
    )
    await recordAlone({
      phase: 'outcome',
      action: 'stream.test',
      outcome: error === null ? 'succeeded' : 'failed',
      actor,
      requestId,
      target: sinkTarget(sink),
      detail: { error },
    })
    return success({ error })
  },
})
