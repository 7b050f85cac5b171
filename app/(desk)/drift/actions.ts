'use server'
import { action } from '@/lib/action'
import { requestChannelSweep as requestChannelSweepWrite } from '@/lib/channels/request-channel-sweep'
import { restoreDrifts as restoreDriftsWrite } from '@/lib/channels/restore-drifts'
import { adoptDrift as adoptDriftWrite } from '@/lib/grants/adopt-drift'
import { requestSweep as requestSweepWrite } from '@/lib/grants/request-sweep'
import { restoreDrift as restoreDriftWrite } from '@/lib/grants/restore-drift'

export const adoptDrift = action(adoptDriftWrite)
export const restoreDrift = action(restoreDriftWrite)
export const restoreChannels = action(restoreDriftsWrite)
export const requestSweep = action(requestSweepWrite)
export const requestChannelSweep = action(requestChannelSweepWrite)
