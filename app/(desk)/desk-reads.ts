import { cache } from 'react'
import { requireSession } from '@/lib/auth/session'
import { connectionHealth } from '@/lib/connections/health'
import { openSlips } from '@/lib/grants/open-slips'
import { DOCKED } from '@/lib/grants/slip-schema'
import { runningWork } from '@/lib/operations/running-work'
import { readTogether } from '@/lib/read'

/** What stands around every page, read anew with each of them. */
export const readDesk = cache(async () => {
  const { user } = await requireSession()
  return readTogether({ slips: openSlips(user.id, DOCKED), running: runningWork, health: connectionHealth })
})
