import 'server-only'
import { conditionsFingerprint, wholeFingerprint } from '@/lib/channels/conditions-view'
import { rankNames } from '@/lib/channels/form-schema'
import { type Restoration, restoreVersion } from '@/lib/channels/restore-version'
import { isSameAs } from '@/lib/channels/same-conditions'
import { scopeOf } from '@/lib/channels/scope'
import { latestNumber, openVersion } from '@/lib/channels/versions'
import { sql } from '@/lib/db'
import type { UpstreamConnection } from '@/lib/http'
import type { ConditionsReading } from '@/lib/polyv/conditions'
import { getConditions } from '@/lib/polyv/get-conditions'
import { countWhitelist } from '@/lib/polyv/whitelist'

export type RollbackPlan = Restoration & {
  reading: ConditionsReading
  /** The newest version's number before this look began. */
  seen: number
  fingerprint: string
  accountDefault: string
  /** The upstream is exactly as the version says: there is nothing to do at all. */
  isIdentical: boolean
}

/**
 * What bringing a version back would do, judged by the upstream as it is now and by the rules of a save. Writes nothing.
 * Null when there is no such version.
 * @throws UpstreamError
 */
export async function planRollback(
  connection: UpstreamConnection,
  scopeId: string,
  number: number,
): Promise<RollbackPlan | null> {
  const version = await openVersion(sql, connection.id, scopeId, number)
  if (!version) return null
  const seen = await latestNumber(connection.id, scopeId)
  const scope = scopeOf(scopeId)
  const reading = await getConditions(connection, scope)
  const restoration = restoreVersion(scopeId, version, reading, Date.now() + connection.clockOffsetMs())
  for (const [index, name] of rankNames.entries()) {
    const wanted = restoration.submission[name]
    const isNeeded = wanted?.enabled && wanted.settings.type === 'phone' && restoration.changes.length > 0
    if (isNeeded && (await countWhitelist(connection, scope, index === 0 ? 1 : 2)) === 0)
      restoration.fieldErrors[`${name}.type`] ??= 'whitelistEmpty'
  }
  const isSound = Object.keys(restoration.fieldErrors).length === 0
  return {
    ...restoration,
    ranks: isSound ? restoration.ranks : [],
    reading,
    seen,
    fingerprint: conditionsFingerprint(reading),
    accountDefault: wholeFingerprint(
      scope.kind === 'account_default' ? reading : await getConditions(connection, { kind: 'account_default' }),
    ),
    isIdentical: isSameAs(version, reading),
  }
}
