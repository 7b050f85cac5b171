import 'server-only'
import { systemActor } from '@/lib/audit/event'
import { recordEvent } from '@/lib/audit/record'
import { inTransaction, preparedSql as sql } from '@/lib/db'
import { DeliveryFailed, TIMEOUT_MS } from '@/lib/streaming/delivery'
import { AddressRefused } from '@/lib/streaming/guarded-address'
import { readBatch } from '@/lib/streaming/read-batch'
import { send } from '@/lib/streaming/send'
import { claimSink, type Sink, sinkTarget } from '@/lib/streaming/sink'

const CLAIM_MS = TIMEOUT_MS * 3
const TURN_MS = 20_000
const WAITS_MS = [2_000, 10_000, 60_000, 300_000, 900_000, 3_600_000]
/** A sink that has taken nothing for so long is switched off. */
export const GIVE_UP_MS = 3 * 86_400_000

/** Sends what waits for one sink, a batch after the other, until nothing waits, one fails or others should have a turn. */
export async function deliver(sinkId: string): Promise<void> {
  const end = Date.now() + TURN_MS
  for (let isMore = true; isMore && Date.now() < end; ) {
    const sink = await claimSink(sinkId, CLAIM_MS)
    if (!sink) return
    isMore = await deliverBatch(sink)
  }
}

async function deliverBatch(sink: Sink): Promise<boolean> {
  const { events, next } = await readBatch(sink.cursor, sink.pendingEnd)
  if (next === sink.cursor) {
    await release(sink)
    return false
  }
  try {
    await send(sink, { id: deliveryId(sink, next), type: 'audit.events', events })
  } catch (error) {
    const half = events[Math.ceil(events.length / 2)]
    if (error instanceof DeliveryFailed && error.refusal === 'tooLarge' && half) return sendLess(sink, half.leaf)
    await noteFailure(sink, next, error)
    return false
  }
  const moved = await sql(
    `update stream_sink set cursor_leaf = $4, pending_end = null, sent = sent + $5, attempts = 0, failing_since = null,
            last_error = null, last_sent_at = clock_timestamp(), claimed_until = null
      where ${IS_OURS} returning 1`,
    [...ours(sink), next, events.length],
  )
  if (moved.length === 0) await release(sink)
  return moved.length > 0
}

/** The same for the same delivery sent again, another once the sink has been set back. */
const deliveryId = ({ id, replays, cursor }: Sink, next: number): string =>
  `msg_${id}${replays === 0 ? '' : `_again${replays}`}_${cursor}_${next}`

/** A replay or a change while a delivery was on its way wins, and so does whoever claimed the sink after us. */
const IS_OURS = 'id = $1 and claimed_until = $2 and revision = $3'
const ours = (sink: Sink) => [sink.id, sink.claimedUntil, sink.revision]

async function release(sink: Sink): Promise<void> {
  await sql('update stream_sink set claimed_until = null where id = $1 and claimed_until = $2', [
    sink.id,
    sink.claimedUntil,
  ])
}

/** Nothing of it was taken, so the first half goes next, at once and under an id of its own. */
async function sendLess(sink: Sink, end: number): Promise<boolean> {
  const noted = await sql(
    `update stream_sink set pending_end = $4, claimed_until = null where ${IS_OURS} returning 1`,
    [...ours(sink), end],
  )
  if (noted.length === 0) await release(sink)
  return noted.length > 0
}

async function noteFailure(sink: Sink, end: number, error: unknown): Promise<void> {
  const isKnown = error instanceof DeliveryFailed || error instanceof AddressRefused
  const why = isKnown ? error.message.slice(0, 200) : 'failed'
  const wait = WAITS_MS[Math.min(sink.attempts, WAITS_MS.length - 1)] ?? 0
  const since = sink.failingSince?.getTime() ?? Date.now()
  const isOver = Date.now() - since > GIVE_UP_MS || (error instanceof DeliveryFailed && error.refusal === 'forever')
  const isNoted = await inTransaction(async (sql) => {
    const noted = await sql(
      `update stream_sink set attempts = attempts + 1, failing_since = coalesce(failing_since, clock_timestamp()), last_error = $4,
              pending_end = $5, next_at = clock_timestamp() + make_interval(secs => $6::double precision / 1000), claimed_until = null,
              state = case when $7::boolean then 'failed' else state end
        where ${IS_OURS} and state = 'on' returning 1`,
      [...ours(sink), why, end, wait * (0.8 + Math.random() * 0.4), isOver],
    )
    if (noted.length === 0 || !isOver) return noted.length > 0
    await recordEvent(sql, {
      phase: 'panic',
      action: 'stream.disable',
      outcome: 'failed',
      actor: systemActor('worker'),
      target: sinkTarget(sink),
      detail: { alarm: 'stream_given_up', error: why, attempts: sink.attempts + 1, cursor: sink.cursor },
    })
    return true
  })
  if (!isNoted) await release(sink)
}
