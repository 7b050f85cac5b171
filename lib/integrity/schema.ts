import { z } from 'zod'

export const verificationInput = z.strictObject({ scope: z.literal('everything') })

/** What a full verification may find wrong; each has its words in both languages. */
export const faults = [
  'edited',
  'missing',
  'inserted',
  'leaf_changed',
  'leaf_missing',
  'late',
  'root_differs',
  'chain_broken',
  'signature_invalid',
  'key_unknown',
  'key_differs',
  'tail_missing',
  'head_differs',
  'retired_differs',
  'node_differs',
] as const

const behind = z.object({
  sealed: z.number(),
  sealedAt: z.string().nullable(),
  missing: z.number(),
  batches: z.number(),
  recordedAt: z.string(),
})

export const verificationResult = z.object({
  count: z.number(),
  unsealed: z.number(),
  waitingMs: z.number().optional(),
  batches: z.number(),
  headsCompared: z.number(),
  firstBad: z
    .object({
      fault: z.enum(faults),
      seq: z.string().nullable(),
      id: z.string().nullable(),
      occurredAt: z.string().nullable(),
      batchNo: z.number().nullable(),
    })
    .nullable(),
  behind: behind.optional(),
  retired: z.array(z.object({ month: z.string(), events: z.number() })).optional(),
})
type VerificationResult = z.output<typeof verificationResult>

/** A verification as a screen knows it; instants are ISO strings. */
export type VerificationView = {
  id: string
  /** Null when the schedule asked. */
  askedBy: string | null
  askedAt: string
  finishedAt: string | null
  seconds: number | null
  /** Null while it runs, and when it could not be finished. */
  result: VerificationResult | null
}
