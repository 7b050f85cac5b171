'use server'
import { action } from '@/lib/action'
import { dismissScheduleNotices as dismissScheduleNoticesWrite } from '@/lib/channels/schedule-notices'
import {
  cancelSchedule as cancelScheduleWrite,
  hastenSchedule as hastenScheduleWrite,
  scheduleChange as scheduleChangeWrite,
  updateSchedule as updateScheduleWrite,
} from '@/lib/channels/schedule-writes'

export const scheduleChange = action(scheduleChangeWrite)
export const updateSchedule = action(updateScheduleWrite)
export const hastenSchedule = action(hastenScheduleWrite)
export const cancelSchedule = action(cancelScheduleWrite)
export const dismissScheduleNotices = action(dismissScheduleNoticesWrite)
