import { log } from '@/lib/log'
import { accountNeeds } from './account-needs'
import { driftNeeds } from './drift-needs'
import { expiryNeeds } from './expiry-needs'
import type { Asker, Need, NeedSource } from './need'
import { receiptNeeds } from './receipt-needs'
import { scheduleNeeds } from './schedule-needs'
import { integrityNeeds, peopleNeeds, streamNeeds } from './system-needs'

const work = { receipts: receiptNeeds, drift: driftNeeds, schedules: scheduleNeeds, expiry: expiryNeeds }
const house = { integrity: integrityNeeds, streams: streamNeeds, people: peopleNeeds }
type SourceName = keyof typeof work | keyof typeof house | 'accounts'

/** What each role answers for, the most pressing first. */
export function sourcesFor(role: Asker['role']): [SourceName, NeedSource][] {
  const sources = { accounts: accountNeeds, ...(role === 'admin' ? house : {}), ...work }
  return Object.entries(sources) as [SourceName, NeedSource][]
}

/** Everything that waits for this person. A source that cannot be read is named, and the others still stand. */
export async function loadNeeds(asker: Asker, sources = sourcesFor(asker.role)) {
  const read = await Promise.allSettled(sources.map(([, source]) => source(asker)))
  const needs: Need[] = []
  const unread: SourceName[] = []
  for (const [place, [name]] of sources.entries()) {
    const result = read[place]
    if (result?.status === 'fulfilled') needs.push(...result.value)
    else {
      unread.push(name)
      log.error({ error: result?.reason, source: name }, 'what needs a person could not be read')
    }
  }
  return { needs, unread }
}
