'use server'
import { action } from '@/lib/action'
import { dismissScheduleNotices as dismissScheduleNoticesWrite } from '@/lib/channels/schedule-notices'
import {
  cancelSchedule as cancelScheduleWrite,
  editScheduled as editScheduledWrite,
  hastenSchedule as hastenScheduleWrite,
  rescheduleChange as rescheduleChangeWrite,
  scheduleChange as scheduleChangeWrite,
  updateSchedule as updateScheduleWrite,
} from '@/lib/channels/schedule-writes'

export const scheduleChange = action(scheduleChangeWrite)
export const updateSchedule = action(updateScheduleWrite)
export const editScheduled = action(editScheduledWrite)
export const rescheduleChange = action(rescheduleChangeWrite)
export const hastenSchedule = action(hastenScheduleWrite)
export const cancelSchedule = action(cancelScheduleWrite)
export const dismissScheduleNotices = action(dismissScheduleNoticesWrite)
