import 'server-only'
import { type Change, listChanges } from '@/lib/channels/changes-schema'
import { viewRank } from '@/lib/channels/conditions-view'
import {
  ACCOUNT_DEFAULT,
  type ConditionsSubmission,
  conditionTypes,
  isLocked,
  type RankName,
  type RankSubmission,
  secretOf,
  settingsOf,
  toSubmission,
} from '@/lib/channels/form-schema'
import { type RankIntent, toRankIntents } from '@/lib/channels/intent'
import { toBase } from '@/lib/channels/read-form'
import { checkConditions, limits } from '@/lib/channels/rules-schema'
import { stableText } from '@/lib/channels/same-conditions'
import { sanitizeNotice } from '@/lib/channels/sanitize-notice'
import {
  type RankSnapshot,
  type StoredConditions,
  type StoredSecrets,
  snapshotSchema,
} from '@/lib/channels/stored-conditions'
import type { LeftBehind } from '@/lib/channels/versions-schema'
import type { FieldErrors } from '@/lib/errors'
import { type ConditionsReading, type ConditionType, privacyTypes, type RankReading } from '@/lib/polyv/conditions'
import { Secret } from '@/lib/secrets/secret'

export type Restoration = {
  /** The form input that brings the version back. Holds secrets in the clear: for planning on the server only. */
  submission: ConditionsSubmission
  /** What would be sent; secrets encrypted for `scopeId`. Empty while a rule is broken or nothing differs. */
  ranks: RankIntent[]
  changes: Change[]
  fieldErrors: FieldErrors
  /** What of the version stays undone. */
  left: LeftBehind[]
}

/**
 * Turns a stored version and a fresh reading into a write of the old state, in the shape a save takes: pass `submission`
 * to `planConditions`, or put `ranks` into an intent as they are.
 * @param scopeId channel id, or `default` (`ACCOUNT_DEFAULT`) for the account default: new secrets are bound to it.
 * @param reading what the upstream holds now. Secrets equal to it are kept, others are sent as new ones.
 * @param nowMs the upstream's clock.
 */
export function restoreVersion(
  scopeId: string,
  version: StoredConditions,
  reading: ConditionsReading,
  nowMs: number,
): Restoration {
  const base = toBase(reading)
  const left: LeftBehind[] = []
  const snapshot = snapshotSchema.parse(version.snapshot)
  const build = (name: RankName): RankSubmission =>
    restoreRank(name, snapshot[name], version.secrets[name], reading, left)
  const submission = { primary: build('primary'), secondary: build('secondary') }
  if (
    scopeId !== ACCOUNT_DEFAULT &&
    snapshot.followsDefault !== null &&
    snapshot.followsDefault !== reading.followsDefault
  )
    left.push({ rank: null, what: 'follows_default', field: null })
  const fieldErrors = withoutOurOwn(checkConditions(submission, base, nowMs))
  const changes = listChanges(base, submission)
  const isSound = Object.keys(fieldErrors).length === 0
  const ranks = isSound && changes.length > 0 ? toRankIntents(scopeId, reading, submission) : []
  return { submission, ranks, changes, fieldErrors, left }
}

/** What the upstream once held it takes again: rules that only we have do not bind a former state. */
const withoutOurOwn = (errors: FieldErrors): FieldErrors =>
  Object.fromEntries(
    Object.entries(errors).filter(([path, key]) => !key.startsWith('url') && !path.endsWith('.drafts.wx.amount')),
  )

function restoreRank(
  name: RankName,
  wanted: RankSnapshot,
  secrets: StoredSecrets[RankName],
  reading: ConditionsReading,
  left: LeftBehind[],
): RankSubmission {
  const stored = reading[name]
  const asNow = (): RankSubmission => {
    const base = toBase(reading)
    return toSubmission({ primary: base.primary.form, secondary: base.secondary.form }, base)[name]
  }
  if (stableText(wanted) === stableText(viewRank(stored))) return asNow()
  const type = conditionTypes.find((known) => known === wanted.type)
  if (isLocked(toBase(reading)[name]) || (wanted.enabled && type === undefined)) {
    left.push({ rank: name, what: 'unwritable_type', field: null })
    return asNow()
  }
  if (!wanted.enabled || type === undefined) {
    const isOffAlike = stableText({ ...wanted, enabled: false }) === stableText({ ...viewRank(stored), enabled: false })
    if (!isOffAlike) left.push({ rank: name, what: 'values_while_off', field: null })
    return stored.enabled ? { enabled: false } : asNow()
  }
  const { secret, held } = secretToSend(name, type, secrets, wanted, stored, left)
  const target = toBase({ ...reading, [name]: asRead(stored, type, wanted, held) })
  const form = target[name].form
  noteHidden(name, type, wanted, stored, left)
  if (type === 'wx' && form.drafts.wx.amount === '' && stored.settings.wx.duration) {
    form.drafts.wx = toBase(reading)[name].form.drafts.wx
    left.push({ rank: name, what: 'cannot_clear', field: 'wx.duration' })
  }
  const notice = form.privacy.content
  if (privacyTypes.includes(type) && notice !== stored.privacy.content && sanitizeNotice(notice) !== notice)
    left.push({ rank: name, what: 'notice_cleaned', field: 'privacy.content' })
  if (secret !== null) Object.assign(form.drafts[type], { [secret.name]: secret.value })
  return { enabled: true, settings: settingsOf(form, type) }
}

/** The rank as it would read if the version stood: what the version does not say stays as it is now. */
function asRead(stored: RankReading, type: ConditionType, wanted: RankSnapshot, held: Secret | null): RankReading {
  const secret = secretOf[type]
  const settings = { ...stored.settings[type], ...wanted.settings, ...(secret ? { [secret]: held } : {}) }
  const hidesNotice = !wanted.privacy && stored.unreadable.some((path) => path.startsWith('privacy.'))
  const privacy =
    privacyTypes.includes(type) && !hidesNotice ? (wanted.privacy ?? { enabled: false, content: '' }) : stored.privacy
  return {
    ...stored,
    enabled: true,
    type,
    unsupportedType: null,
    settings: { ...stored.settings, [type]: settings },
    privacy: { ...privacy },
  }
}

/** What to type into the secret's field: nothing keeps what is stored now. */
function secretToSend(
  name: RankName,
  type: ConditionType,
  secrets: StoredSecrets[RankName],
  wanted: RankSnapshot,
  stored: RankReading,
  left: LeftBehind[],
): { secret: { name: string; value: string } | null; held: Secret | null } {
  const field = secretOf[type]
  if (field === undefined) return { secret: null, held: null }
  const now: unknown = (stored.settings[type] as Record<string, unknown>)[field]
  const held = now instanceof Secret ? now : null
  const then = secrets[field]
  const keep = { secret: { name: field, value: '' }, held }
  if (wanted.settings?.[field] === undefined || then === held?.reveal()) return keep
  if (then === null) {
    if (held !== null) left.push({ rank: name, what: 'cannot_clear', field: `${type}.${field}` })
    return keep
  }
  if (field === 'authCode' && [...then].length > limits['code.authCode']) {
    left.push({ rank: name, what: 'code_too_long', field: `${type}.${field}` })
    return keep
  }
  return { secret: { name: field, value: then }, held: new Secret(then) }
}

/** Values the version could not see, or that cannot be seen now. */
function noteHidden(
  name: RankName,
  type: ConditionType,
  wanted: RankSnapshot,
  stored: RankReading,
  left: LeftBehind[],
): void {
  for (const field of Object.keys(stored.settings[type])) {
    if (field === 'held') continue
    const path = `${type}.${field}`
    if (wanted.settings?.[field] === undefined) left.push({ rank: name, what: 'not_recorded', field: path })
    else if (stored.unreadable.includes(path)) left.push({ rank: name, what: 'not_readable', field: path })
  }
  const hidesNotice = privacyTypes.includes(type) && stored.unreadable.some((path) => path.startsWith('privacy.'))
  if (hidesNotice)
    left.push({ rank: name, what: wanted.privacy ? 'not_readable' : 'not_recorded', field: 'privacy.content' })
}
