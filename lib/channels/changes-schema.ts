import {
  type BaseConditions,
  type BaseRank,
  type ConditionsSubmission,
  type ConditionType,
  hasPrivacy,
  type InfoFieldValue,
  type RankName,
  type RankSubmission,
  rankNames,
  type Settings,
  secretOf,
  settingsOf,
} from '@/lib/channels/form-schema'

export type ChangeValue =
  | { kind: 'unset' }
  | { kind: 'text'; text: string }
  | { kind: 'flag'; on: boolean }
  | { kind: 'type'; type: string }
  | { kind: 'price'; yuan: string }
  | { kind: 'validity'; validity: 'permanent' | 'days' | 'until'; days: string; until: string }
  | { kind: 'duration'; amount: string; unit: 'day' | 'hour' }
  | { kind: 'fields'; fields: InfoFieldValue[] }
  | { kind: 'secret'; state: 'kept' | 'new' }

/** `path` is `enabled`, `type`, or `type.field` in our words. */
export type Change = { rank: RankName; path: string; before: ChangeValue; after: ChangeValue }

/** What a save would change, in the order people read it. Nothing typed in a draft of another type counts. */
export function listChanges(base: BaseConditions, submission: ConditionsSubmission): Change[] {
  return rankNames.flatMap((rank) => listRankChanges(rank, base[rank], submission[rank]))
}

function listRankChanges(rank: RankName, base: BaseRank, submission: RankSubmission): Change[] {
  if (submission === null) return []
  const changes: Change[] = []
  if (base.form.enabled !== submission.enabled) {
    changes.push({
      rank,
      path: 'enabled',
      before: { kind: 'flag', on: base.form.enabled },
      after: { kind: 'flag', on: submission.enabled },
    })
  }
  if (!submission.enabled) return changes
  const { type } = submission.settings
  const switched = base.form.type !== type
  if (switched) changes.push({ rank, path: 'type', before: typeValue(base), after: { kind: 'type', type } })
  const before = switched ? {} : valuesOf(settingsOf(base.form, type))
  for (const [path, after] of Object.entries(valuesOf(submission.settings))) {
    const was = before[path] ?? { kind: 'unset' }
    if (isSame(was, after) || (switched && isBlank(after))) continue
    changes.push({ rank, path, before: storedSecret(base, type, path) ?? was, after })
  }
  return changes
}

function typeValue(base: BaseRank): ChangeValue {
  const type = base.form.type ?? base.unsupportedType
  return type === null ? { kind: 'unset' } : { kind: 'type', type }
}

function storedSecret(base: BaseRank, type: ConditionType, path: string): ChangeValue | null {
  const name = secretOf[type]
  if (name === undefined || path !== `${type}.${name}`) return null
  return base.secrets[name].isSet ? { kind: 'secret', state: 'kept' } : { kind: 'unset' }
}

/** A secret not typed anew is no value at all: it is kept. */
export function valuesOf(settings: Settings): Record<string, ChangeValue> {
  const values: Record<string, ChangeValue> = {}
  const { type } = settings
  for (const [field, value] of Object.entries(settings)) {
    if (field === 'type' || ['validity', 'days', 'until', 'unit', 'amount'].includes(field)) continue
    const path = `${type}.${field}`
    if (field === secretOf[type]) {
      if (value !== '') values[path] = { kind: 'secret', state: 'new' }
    } else if (field === 'price') values[path] = { kind: 'price', yuan: normalisePrice(String(value)) }
    else if (field === 'fields') values[path] = { kind: 'fields', fields: value as InfoFieldValue[] }
    else if (typeof value === 'boolean') values[path] = { kind: 'flag', on: value }
    else if (typeof value === 'string') values[path] = { kind: 'text', text: value }
  }
  if (settings.type === 'pay') {
    values['pay.validity'] = {
      kind: 'validity',
      validity: settings.validity,
      days: settings.days.trim(),
      until: settings.until.trim(),
    }
  }
  if (settings.type === 'wx')
    values['wx.duration'] = { kind: 'duration', amount: settings.amount.trim(), unit: settings.unit }
  if (hasPrivacy(settings.type) && 'privacy' in settings) {
    values['privacy.enabled'] = { kind: 'flag', on: settings.privacy.enabled }
    values['privacy.content'] = { kind: 'text', text: settings.privacy.content }
  }
  return values
}

/** `19.9` and `19.90` are one price. */
function normalisePrice(text: string): string {
  const found = /^(\d+)(?:\.(\d{1,2}))?$/.exec(text.trim())
  return found ? `${Number(found[1])}.${(found[2] ?? '').padEnd(2, '0')}` : text
}

export const isSame = (left: ChangeValue, right: ChangeValue): boolean => JSON.stringify(left) === JSON.stringify(right)

function isBlank(value: ChangeValue): boolean {
  return (value.kind === 'text' && value.text === '') || (value.kind === 'flag' && !value.on)
}
