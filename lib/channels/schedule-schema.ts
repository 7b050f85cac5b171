import type { ChannelChange } from '@/lib/channels/apply-schema'
import { parseBeijingDateTime } from '@/lib/format'

/** A worker that was away this long runs it still; longer, and it is missed, never silently late. */
export const LATE_MOST_MS = 10 * 60_000
const AHEAD_MOST_MS = 92 * 24 * 3_600_000

export const movedRules = ['refuse', 'apply'] as const
export type MovedRule = (typeof movedRules)[number]

export const scheduleStates = ['waiting', 'running', 'ran', 'missed', 'refused', 'cancelled'] as const
export type ScheduleState = (typeof scheduleStates)[number]

export const scheduleCauses = [
  'permission_lost',
  'connection_missing',
  'connection_closed',
  'unreadable',
  'moved',
  'nothing_to_send',
  'already',
  'conflict',
] as const
export type ScheduleCause = (typeof scheduleCauses)[number]

/** The instant a typed Beijing minute means, or why it will not do. There is no daylight saving in it to be wrong about. */
export function readDueAt(text: string, now: number): { at: Date } | { problem: string } {
  const at = parseBeijingDateTime(text.trim())
  if (text.trim() === '') return { problem: 'required' }
  if (at === null || !/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/.test(text.trim())) return { problem: 'dateFormat' }
  if (at.getTime() <= now) return { problem: 'datePast' }
  return at.getTime() - now > AHEAD_MOST_MS ? { problem: 'dateFar' } : { at }
}

export type ScheduleView = {
  id: string
  /** What a change of it must have seen. */
  version: number
  changeId: string
  dueAt: string
  state: ScheduleState
  cause: ScheduleCause | null
  reason: string
  ifMoved: MovedRule
  person: string
  content: ChannelChange
  channels: { count: number; first: { channelId: string; name: string }[] }
  operationNumber: number | null
}

/** A switch that did not happen, as its owner is told. */
export type ScheduleNotice = {
  id: string
  dueAt: string
  state: 'missed' | 'refused'
  cause: ScheduleCause | null
  channels: number
  firstName: string | null
}
