import 'server-only'
import { type Change, listChanges } from '@/lib/channels/changes-schema'
import { conditionsFingerprint, wholeFingerprint } from '@/lib/channels/conditions-view'
import { type BaseConditions, type ConditionsSubmission, isLocked, rankNames } from '@/lib/channels/form-schema'
import { type RankIntent, toRankIntents } from '@/lib/channels/intent'
import { toBase } from '@/lib/channels/read-form'
import { checkConditions } from '@/lib/channels/rules-schema'
import { scopeOf } from '@/lib/channels/scope'
import { latestNumber } from '@/lib/channels/versions'
import type { FieldErrors } from '@/lib/errors'
import type { UpstreamConnection } from '@/lib/http'
import type { ConditionsReading } from '@/lib/polyv/conditions'
import { getConditions } from '@/lib/polyv/get-conditions'
import { countWhitelist } from '@/lib/polyv/whitelist'

export type ConditionsPlan = {
  reading: ConditionsReading
  /** The newest version's number before this look began; see `saveVersion`. */
  seen: number
  base: BaseConditions
  fingerprint: string
  /** Fingerprint of the account default at this moment. */
  accountDefault: string
  changes: Change[]
  fieldErrors: FieldErrors
  /** What would be sent; empty while there are field errors. */
  ranks: RankIntent[]
}

/**
 * What a save would do, judged by the upstream as it is now: differences, rules, and whether a whitelist exists for a rank
 * that would need one. Writes nothing.
 * @throws UpstreamError
 */
export async function planConditions(
  connection: UpstreamConnection,
  channelId: string,
  submission: ConditionsSubmission,
): Promise<ConditionsPlan> {
  const scope = scopeOf(channelId)
  const seen = await latestNumber(connection.id, channelId)
  const reading = await getConditions(connection, scope)
  const base = toBase(reading)
  const fieldErrors = {
    ...checkShape(submission, base),
    ...checkConditions(submission, base, Date.now() + connection.clockOffsetMs()),
  }
  for (const [index, name] of rankNames.entries()) {
    const wanted = submission[name]
    if (!wanted?.enabled || wanted.settings.type !== 'phone') continue
    const count = await countWhitelist(connection, scope, index === 0 ? 1 : 2)
    if (count === 0) fieldErrors[`${name}.type`] ??= 'whitelistEmpty'
  }
  const isSound = Object.keys(fieldErrors).length === 0
  return {
    reading,
    seen,
    base,
    fingerprint: conditionsFingerprint(reading),
    accountDefault: wholeFingerprint(await getConditions(connection, { kind: 'account_default' })),
    changes: listChanges(base, submission),
    fieldErrors,
    ranks: isSound ? toRankIntents(channelId, reading, submission) : [],
  }
}

/** A rank may be left out exactly when its stored type cannot be written. */
function checkShape(submission: ConditionsSubmission, base: BaseConditions): FieldErrors {
  const errors: FieldErrors = {}
  for (const name of rankNames) {
    if (isLocked(base[name]) && submission[name] !== null) errors[`${name}.type`] = 'unsupportedType'
    if (base[name].unsupportedType === null && submission[name] === null) errors[`${name}.type`] = 'typeRequired'
  }
  return errors
}
