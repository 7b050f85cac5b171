import 'server-only'
import { hashLeaf } from '@/lib/audit/merkle'

/** What a leaf stands for: the event's own hash, and the place and time the database gave it. */
export type Leaf = { eventId: string; seq: string; occurredAt: Date; rowHash: string }

/** Null for a time that no leaf can hold: an infinite one, which comes as a number, or one beyond a `Date`. */
export const isoOf = (at: Date | number): string | null =>
  at instanceof Date && Number.isFinite(at.getTime()) ? at.toISOString() : null

/** One fact a line; a proof carries these lines and nothing else of the event. `at` is an ISO string. */
export const leafText = (eventId: string, seq: string, at: string, rowHash: string): string =>
  `${eventId}\n${seq}\n${at}\n${rowHash}\n`

export const leafHash = ({ eventId, seq, occurredAt, rowHash }: Leaf): Buffer =>
  hashLeaf(leafText(eventId, seq, occurredAt.toISOString(), rowHash))
