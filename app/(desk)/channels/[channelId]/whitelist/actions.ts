'use server'
import { action } from '@/lib/action'
import { addWhitelistEntry as addWhitelistEntryWrite } from '@/lib/channels/add-whitelist-entry'
import { clearWhitelist as clearWhitelistWrite } from '@/lib/channels/clear-whitelist'
import { removeWhitelistEntries as removeWhitelistEntriesWrite } from '@/lib/channels/remove-whitelist-entries'
import { revealWhitelist as revealWhitelistWrite } from '@/lib/channels/reveal-whitelist'
import { updateWhitelistEntry as updateWhitelistEntryWrite } from '@/lib/channels/update-whitelist-entry'

export const addWhitelistEntry = action(addWhitelistEntryWrite)
export const updateWhitelistEntry = action(updateWhitelistEntryWrite)
export const removeWhitelistEntries = action(removeWhitelistEntriesWrite)
export const clearWhitelist = action(clearWhitelistWrite)
export const revealWhitelist = action(revealWhitelistWrite)
