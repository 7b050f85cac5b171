import { z } from 'zod'
import { reasonSchema } from '@/lib/grants/schema'

export const driftKinds = ['missing', 'expiry', 'foreign'] as const
export type DriftKind = (typeof driftKinds)[number]
const driftResolutions = ['adopted', 'operation', 'returned', 'lapsed', 'replaced'] as const
export type DriftResolution = (typeof driftResolutions)[number]
export const driftViews = ['open', 'closed'] as const

export const MOST_AT_ONCE = 500

const driftIds = z.array(z.uuid()).min(1, 'required').max(MOST_AT_ONCE, 'tooMany')

export const adoptInput = z.strictObject({ connectionId: z.uuid(), driftIds, reason: reasonSchema })
export const restoreInput = z.strictObject({ connectionId: z.uuid(), driftIds })
export const sweepInput = z.strictObject({ connectionId: z.uuid() })

/** A grant as somebody holds it; null when nobody does. `expiresAt` null: permanent. */
export type HeldState = { expiresAt: string | null } | null

export type DriftLine = {
  id: string
  kind: DriftKind
  /** Null: the whole account. */
  dramaId: string | null
  dramaName: string | null
  appid: string
  licenseeName: string | null
  known: HeldState
  /** How we came to know: null when we knew nothing of it. */
  knownHow: {
    source: 'first_read' | 'operation' | 'adopted'
    at: string
    operationNumber: number | null
    personName: string | null
  } | null
  found: HeldState
  foundAt: string
  lastSeenAt: string
  eventId: string | null
  closed: {
    at: string
    resolution: DriftResolution
    byName: string | null
    reason: string | null
    operationNumber: number | null
  } | null
}

export type SweepState = {
  state: 'never' | 'running' | 'interrupted' | 'done' | 'partial' | 'failed'
  startedAt: string | null
  finishedAt: string | null
  lastFullAt: string | null
  rowsRead: number
  rowsExpected: number | null
  unreadable: { appid: string; name: string | null }[]
  unreadableCount: number
  accountUnread: boolean
  found: number
  error: string | null
}
