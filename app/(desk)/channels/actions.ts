'use server'
import { action } from '@/lib/action'
import { addWhitelistEntry as addWhitelistEntryWrite } from '@/lib/channels/add-whitelist-entry'
import { requestSync } from '@/lib/channels/request-sync'
import { updateConditions } from '@/lib/channels/update-conditions'

export const saveConditions = action(updateConditions)
export const addWhitelistEntry = action(addWhitelistEntryWrite)
export const syncChannels = action(requestSync)
