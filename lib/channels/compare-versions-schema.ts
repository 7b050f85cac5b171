import type { ChangeValue } from '@/lib/channels/changes-schema'
import { conditionTypes, hasPrivacy, type RankName, rankNames } from '@/lib/channels/form-schema'
import type { RankSnapshot, Snapshot } from '@/lib/channels/stored-conditions'

/** What became of a secret; its value is nobody's business. */
export type SecretState = 'set' | 'changed' | 'cleared' | 'same'

/** One value of two versions. `rank` null: it belongs to the channel as a whole. */
export type VersionField = {
  rank: RankName | null
  /** `enabled`, `type`, `type.field` or `privacy.field` in our words. */
  path: string
  before: ChangeValue
  after: ChangeValue
  secret: SecretState | null
  isChanged: boolean
}

/** Every value that either version has, in the order people read them; secrets by what became of them alone. */
export function compareVersions(before: Snapshot, after: Snapshot): VersionField[] {
  const fields = rankNames.flatMap((rank) => compareRank(rank, before[rank], after[rank]))
  const follows = (value: boolean | null): ChangeValue =>
    value === null ? { kind: 'unset' } : { kind: 'flag', on: value }
  if (before.followsDefault === null && after.followsDefault === null) return fields
  const [was, is] = [follows(before.followsDefault), follows(after.followsDefault)]
  return [
    { rank: null, path: 'followsDefault', before: was, after: is, secret: null, isChanged: !isSame(was, is) },
    ...fields,
  ]
}

type Held = { value: ChangeValue; print: string | null; isSecret: boolean }
const nothing: Held = { value: { kind: 'unset' }, print: null, isSecret: false }

function compareRank(rank: RankName, before: RankSnapshot, after: RankSnapshot): VersionField[] {
  const [was, is] = [heldBy(before), heldBy(after)]
  return [...new Set([...is.keys(), ...was.keys()])].flatMap((path): VersionField[] => {
    const [left, right] = [was.get(path) ?? nothing, is.get(path) ?? nothing]
    if (left.isSecret || right.isSecret) {
      const secret = secretState(left.print, right.print)
      return secret === null
        ? []
        : [{ rank, path, before: nothing.value, after: nothing.value, secret, isChanged: secret !== 'same' }]
    }
    if (isNothing(left.value) && isNothing(right.value) && !(was.has(path) && is.has(path))) return []
    const isChanged = !isSame(left.value, right.value)
    return [{ rank, path, before: left.value, after: right.value, secret: null, isChanged }]
  })
}

/** A way taken up with a field left empty did not change that field. */
const isNothing = (value: ChangeValue): boolean =>
  value.kind === 'unset' || (value.kind === 'text' && value.text === '') || (value.kind === 'flag' && !value.on)

function secretState(before: string | null, after: string | null): SecretState | null {
  if (before === null) return after === null ? null : 'set'
  if (after === null) return 'cleared'
  return before === after ? 'same' : 'changed'
}

function heldBy(rank: RankSnapshot): Map<string, Held> {
  const held = new Map<string, Held>()
  const put = (path: string, value: ChangeValue) => held.set(path, { value, print: null, isSecret: false })
  put('enabled', { kind: 'flag', on: rank.enabled })
  if (rank.type !== null) put('type', { kind: 'type', type: rank.type })
  const type = conditionTypes.find((known) => known === rank.type)
  if (type === undefined) return held
  for (const [field, value] of Object.entries(rank.settings ?? {})) {
    const path = `${type}.${field === 'priceFen' ? 'price' : field}`
    const print = printOf(value)
    if (print) held.set(path, { value: nothing.value, print: print.fingerprint, isSecret: true })
    else put(path, toValue(field, value))
  }
  if (hasPrivacy(type)) {
    put('privacy.enabled', { kind: 'flag', on: rank.privacy?.enabled ?? false })
    put('privacy.content', { kind: 'text', text: rank.privacy?.content ?? '' })
  }
  return held
}

type Plain = Record<string, unknown>
const isPlain = (value: unknown): value is Plain => value !== null && typeof value === 'object' && !Array.isArray(value)

function printOf(value: unknown): { fingerprint: string | null } | null {
  if (!isPlain(value) || !('secret' in value)) return null
  return { fingerprint: typeof value.fingerprint === 'string' ? value.fingerprint : null }
}

function toValue(field: string, value: unknown): ChangeValue {
  if (typeof value === 'string') return { kind: 'text', text: value }
  if (typeof value === 'boolean') return { kind: 'flag', on: value }
  if (field === 'priceFen' && typeof value === 'number')
    return { kind: 'price', yuan: `${Math.trunc(value / 100)}.${String(value % 100).padStart(2, '0')}` }
  if (field === 'duration' && isPlain(value))
    return { kind: 'duration', amount: String(value.amount), unit: value.unit === 'hour' ? 'hour' : 'day' }
  if (field === 'validity' && isPlain(value)) {
    const kind = value.kind === 'days' || value.kind === 'until' ? value.kind : 'permanent'
    return { kind: 'validity', validity: kind, days: String(value.days ?? ''), until: String(value.until ?? '') }
  }
  if (field === 'fields' && Array.isArray(value)) {
    const fields = (value as Extract<ChangeValue, { kind: 'fields' }>['fields']).map((row) => ({
      ...row,
      sms: Boolean(row.sms),
    }))
    return { kind: 'fields', fields }
  }
  return { kind: 'unset' }
}

/** Order of keys does not matter: the database does not keep it. */
const isSame = (left: ChangeValue, right: ChangeValue): boolean => stable(left) === stable(right)
const stable = (value: unknown): string =>
  JSON.stringify(value, (_key, entry: unknown) =>
    isPlain(entry) ? Object.fromEntries(Object.entries(entry).sort(([a], [b]) => (a < b ? -1 : 1))) : entry,
  )
