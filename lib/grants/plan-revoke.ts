import 'server-only'
import { getConnection, openConnection } from '@/lib/connections/queries'
import { env } from '@/lib/env'
import { readAccountUntil } from '@/lib/grants/account-reads'
import type { RightsCell, RightsEffect, RightsLicensee, RightsPlan } from '@/lib/grants/rights-plan-schema'
import { findSelected } from '@/lib/grants/selected-grants'
import type { GrantSelection } from '@/lib/grants/selection-schema'
import { summariseRights } from '@/lib/grants/summarise-rights'
import { readHeldBy } from '@/lib/grants/upstream-reads'

export type RevokeInput = { connectionId: string; selection: GrantSelection }

/**
 * What revoking a selection would do, judged by the upstream's own lists, read again where our copy is older than
 * `maxAgeMs`.
 * @throws UpstreamError
 */
export async function planRevoke({ connectionId, selection }: RevokeInput, maxAgeMs: number): Promise<RightsPlan> {
  const [{ connection }, settings, selected] = await Promise.all([
    openConnection(connectionId),
    getConnection(connectionId),
    findSelected(connectionId, selection),
  ])
  const groups = Map.groupBy(selected, (grant) => grant.appid)
  const accounts = await readAccountUntil(connection, maxAgeMs)
  const held = await readHeldBy(connection, [...groups.keys()], maxAgeMs)
  const now = (Date.now() + connection.clockOffsetMs()) / 1000
  const licensees: RightsLicensee[] = []
  for (const [appid, grants] of groups) {
    const account = accounts.get(appid) ?? null
    const isCovered = account !== null && (account === 0 || account > now)
    const cells = grants.map(({ dramaId, dramaName }): RightsCell => {
      const until = held.get(appid)?.get(dramaId) ?? null
      return { dramaId, dramaName, held: until, effect: effectOf(until, isCovered, now) }
    })
    licensees.push({ appid, name: grants[0]?.licenseeName ?? appid, account, cells })
  }
  return summariseRights(licensees, {
    callsPerChunk: 1,
    readsPerLicensee: 2,
    callsPerSecond: settings?.callsPerSecond ?? env.WECHAT_CALLS_PER_SECOND,
  })
}

export function effectOf(until: number | null, isCovered: boolean, now: number): RightsEffect {
  if (until === null) return 'not_held'
  if (until !== 0 && until <= now) return 'lapsed'
  return isCovered ? 'covered' : 'loses'
}
