'use server'
import { action } from '@/lib/action'
import { requestSync } from '@/lib/channels/request-sync'
import { restoreDefault as restoreDefaultWrite } from '@/lib/channels/restore-default'
import { revealCode as revealCodeWrite } from '@/lib/channels/reveal-code'
import { updateConditions } from '@/lib/channels/update-conditions'
import { updateDefault } from '@/lib/channels/update-default'
import { updateFollows } from '@/lib/channels/update-follows'

export const saveConditions = action(updateConditions)
export const saveDefault = action(updateDefault)
export const restoreDefault = action(restoreDefaultWrite)
export const saveFollows = action(updateFollows)
export const syncChannels = action(requestSync)
export const revealCode = action(revealCodeWrite)
