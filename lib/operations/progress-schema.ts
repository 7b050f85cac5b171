import { z } from 'zod'

const pauseReasons = [
  /** The day's quota is used up; writes go on at `until`. */
  'quota',
  /** The upstream asked for a rest. */
  'rate_limited',
  /** Another operation has an unsettled call on the same target. */
  'lane',
  /** Nobody knows what came of a call; its effect may still land, so absence is not proven yet. */
  'late_apply',
  /** Accepted, and not yet to be seen; it is read again. */
  'read_again',
  /** The upstream could not be reached; it is tried again. */
  'retry',
] as const
export type PauseReason = (typeof pauseReasons)[number]

export const isPauseReason = (text: string | null): text is PauseReason =>
  pauseReasons.some((reason) => reason === text)

const count = z.number().int().nonnegative()
const moment = z.iso.datetime()

/** What `GET /api/operations/[id]/progress` answers. Every count is counted, never guessed. */
const progressSchema = z.object({
  state: z.enum(['queued', 'running', 'waiting', 'done']),
  verdict: z.enum(['verified', 'partial', 'mismatch', 'failed', 'unknown', 'cancelled']).nullable(),
  /** By where an item stands on the receipt. */
  counts: z.object({
    failed: count,
    mismatch: count,
    unknown: count,
    partial: count,
    pending: count,
    verified: count,
    cancelled: count,
    skipped: count,
    blocked: count,
  }),
  /** By state of the ledger. */
  states: z.object({
    queued: count,
    in_flight: count,
    succeeded: count,
    refused: count,
    unknown: count,
    reconciling: count,
    needs_human: count,
    skipped: count,
    blocked: count,
    cancelled: count,
  }),
  total: count,
  /** Items the plan meant to send. */
  toSend: count,
  sent: count,
  /** Of those to send, how many have their verdict. */
  settled: count,
  /** Ended without ever being sent: cancelled, or refused by ourselves. */
  neverSent: count,
  /** Writes so far. */
  calls: count,
  /** Calls still to make, reads included; null when nothing is left. */
  callsLeft: count.nullable(),
  /** Sent, and nobody knows yet what came of it. */
  reconciling: count,
  isCancelling: z.boolean(),
  /** When work goes on, while it rests. */
  wakeAt: moment.nullable(),
  /** Why nothing is being sent now; `code` is the upstream's. */
  pause: z.object({ reason: z.enum(pauseReasons), until: moment.nullable(), code: z.string().nullable() }).nullable(),
  /** Writes and items a second over the last ten seconds; null while there is nothing to measure. */
  callsPerSecond: z.number().nullable(),
  itemsPerSecond: z.number().nullable(),
  /** From the measured pace, or from the account's limit while there is none; null when there is nothing honest to say. */
  finishAt: moment.nullable(),
  now: moment,
})

export type Progress = z.infer<typeof progressSchema>
