'use server'
import { action } from '@/lib/action'
import { adoptChannelDrift as adoptChannelDriftWrite } from '@/lib/channels/adopt-channel-drift'
import { restoreConditions as restoreConditionsWrite } from '@/lib/channels/restore-conditions'
import { restoreDefault as restoreDefaultWrite } from '@/lib/channels/restore-default'

export const restoreConditions = action(restoreConditionsWrite)
export const restoreDefaultVersion = action(restoreDefaultWrite)
export const adoptChannelDrift = action(adoptChannelDriftWrite)
