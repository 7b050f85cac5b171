import 'server-only'
import { toChannelSubmission } from '@/lib/channels/apply-merge-schema'
import type { BlockCause, ChannelChange, PlanEffect } from '@/lib/channels/apply-schema'
import { type Change, listChanges } from '@/lib/channels/changes-schema'
import { conditionsFingerprint, viewConditions } from '@/lib/channels/conditions-view'
import { isLocked, rankNames, secretOf } from '@/lib/channels/form-schema'
import { toRankIntents } from '@/lib/channels/intent'
import { viewIntents } from '@/lib/channels/intent-view'
import { toBase } from '@/lib/channels/read-form'
import { checkConditions } from '@/lib/channels/rules-schema'
import type { ConditionsReading } from '@/lib/polyv/conditions'
import type { Json } from '@/lib/secrets/redact'
import type { Secret } from '@/lib/secrets/secret'

export type JudgedChannel = {
  effect: PlanEffect
  cause: BlockCause | null
  /** The rule a value breaks, as a message key of the form. */
  detail: string | null
  changes: Change[]
  before: Json
  after: Json
  intent: Json
  base: string
}

/** What is known besides the conditions: the account default's fingerprint, and empty whitelists by rank. */
type Surroundings = { accountDefault: string; emptyWhitelists: ReadonlySet<1 | 2>; now: number }

/** What the change would do to one channel as it was just read. Writes nothing. */
export function judgeChannel(
  channelId: string,
  reading: ConditionsReading,
  filled: ChannelChange,
  { accountDefault, emptyWhitelists, now }: Surroundings,
): JudgedChannel {
  const base = toBase(reading)
  const change = withoutKnownSecrets(filled, reading)
  const before = viewConditions(reading)
  const facts = { before, base: conditionsFingerprint(reading) }
  const blocked = (cause: BlockCause, detail: string | null = null): JudgedChannel => ({
    ...facts,
    effect: 'blocked',
    cause,
    detail,
    changes: [],
    after: null,
    intent: {},
  })
  if (reading.followsDefault) return blocked('follows_default')
  for (const rank of rankNames) {
    if (change[rank].kind !== 'keep' && isLocked(base[rank])) return blocked('locked_type', base[rank].unsupportedType)
  }
  const submission = toChannelSubmission(change, base)
  const changes = listChanges(base, submission)
  if (changes.length === 0)
    return { ...facts, effect: 'same', cause: null, detail: null, changes, after: before, intent: {} }
  const errors = checkConditions(submission, base, now)
  for (const [index, rank] of rankNames.entries()) {
    const wanted = submission[rank]
    if (wanted === null && base[rank].form.enabled && base[rank].unsupportedType === null)
      return blocked('type_missing')
    if (wanted?.enabled && wanted.settings.type === 'phone' && emptyWhitelists.has(index === 0 ? 1 : 2))
      return blocked('whitelist_empty', rank)
  }
  const [problem] = Object.entries(errors)
  if (problem) return blocked(...causeOf(...problem))
  const ranks = toRankIntents(channelId, reading, submission)
  const changed = changes.map(({ rank, path }) => `${rank}.${path}`)
  return {
    ...facts,
    effect: 'change',
    cause: null,
    detail: null,
    changes,
    after: { ...before, ...viewIntents(ranks, reading) },
    intent: { ranks, base: facts.base, accountDefault, changed } as Json,
  }
}

function causeOf(path: string, key: string): [BlockCause, string | null] {
  if (key === 'sameType') return ['same_type', null]
  if (key === 'secondaryNeedsPrimary') return ['needs_primary', null]
  return [key === 'required' ? 'value_missing' : 'value_refused', `${path}:${key}`]
}

/** A code or key that is the channel's own already changes nothing. */
function withoutKnownSecrets(change: ChannelChange, reading: ConditionsReading): ChannelChange {
  const known = structuredClone(change)
  for (const rank of rankNames) {
    const wanted = known[rank]
    if (wanted.kind !== 'set') continue
    const name = secretOf[wanted.settings.type]
    if (name === undefined || reading[rank].type !== wanted.settings.type) continue
    const held = (reading[rank].settings[wanted.settings.type] as Record<string, Secret | null>)[name]
    const settings = wanted.settings as unknown as Record<string, string>
    if (held && held.reveal() === settings[name]) settings[name] = ''
  }
  return known
}
