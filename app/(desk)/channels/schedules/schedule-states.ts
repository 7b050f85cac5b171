import type { StateName } from '@/components/ui/state'
import type { ScheduleState } from '@/lib/channels/schedule-schema'

export const scheduleStates: Record<ScheduleState, StateName> = {
  waiting: 'scheduled',
  running: 'running',
  ran: 'verified',
  missed: 'failed',
  refused: 'denied',
  cancelled: 'cancelled',
}
