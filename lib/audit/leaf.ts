import 'server-only'
import { hashLeaf } from '@/lib/audit/merkle'

/** What a leaf stands for: the event's own hash, and the place and time the database gave it. */
export type Leaf = { eventId: string; seq: string; occurredAt: Date; rowHash: string }

/** One fact a line; a proof carries these lines and nothing else of the event. */
export const leafText = ({ eventId, seq, occurredAt, rowHash }: Leaf): string =>
  `${eventId}\n${seq}\n${occurredAt.toISOString()}\n${rowHash}\n`

export const leafHash = (leaf: Leaf): Buffer => hashLeaf(leafText(leaf))
