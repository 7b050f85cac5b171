'use server'
import { action } from '@/lib/action'
import { requestSync } from '@/lib/channels/request-sync'
import { updateConditions } from '@/lib/channels/update-conditions'

export const saveConditions = action(updateConditions)
export const syncChannels = action(requestSync)
