import type { BlockCause, ChannelChange, PlanEffect, VariableValues } from '@/lib/channels/apply-schema'
import type { Change } from '@/lib/channels/changes-schema'
import type { MovedRule } from '@/lib/channels/schedule-schema'

/** A change being put together, as its screen knows it: no secret, only which there are. */
export type ChangeView = {
  id: string
  connectionId: string
  ownerId: string
  ownerName: string
  content: (ChannelChange & { secrets: string[] }) | null
  shared: { values: VariableValues; secrets: string[] }
  /** The template it was filled from, and when: the form begins anew then. */
  templateId: string | null
  templateAt: string | null
  items: ChangeItem[]
  plan: PlanState
  /** The operation it became. */
  operationNumber: number | null
  /** The receipt whose failed channels it tries again. */
  parentNumber: number | null
  /** It waits for its time, and nothing of it changes meanwhile. */
  isScheduled: boolean
  /** The schedule it is to take the place of; no longer, once that began or became another. */
  reschedules: {
    id: string
    version: number
    dueAt: string
    reason: string
    ifMoved: MovedRule
    isOpen: boolean
  } | null
}

export type ChangeItem = {
  channelId: string
  name: string
  isRemoved: boolean
  own: { values: VariableValues; secrets: string[] }
}

type PlanState = {
  state: 'open' | 'planning' | 'planned' | 'failed'
  number: number
  plannedAt: string | null
  read: number
  total: number
  error: string | null
  /** Filled once the plan is made. */
  lines: PlanLine[]
}

export type PlanLine = {
  channelId: string
  name: string
  effect: PlanEffect
  cause: BlockCause | null
  detail: string | null
  changes: Change[]
  /** Not as the plan before saw it. */
  hasMoved: boolean
  reads: number
}

/** Calls of one channel besides its write: conditions and account default, each before and after. */
const readsOf = (line: Pick<PlanLine, 'reads'>): number => 2 * line.reads + 2

export function planCosts(lines: readonly PlanLine[]): { writes: number; reads: number } {
  const sent = lines.filter((line) => line.effect === 'change')
  return { writes: sent.length, reads: sent.reduce((sum, line) => sum + readsOf(line), 0) }
}
