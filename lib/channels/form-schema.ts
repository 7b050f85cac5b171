import type { ConditionType, InfoField } from '@/lib/polyv/conditions'

export type { ConditionType } from '@/lib/polyv/conditions'

export const conditionTypes = [
  'public',
  'wx',
  'code',
  'pay',
  'phone',
  'info',
  'custom',
  'external',
  'direct',
] as const satisfies readonly ConditionType[]

/** The channel id of the account default, in versions and in addresses. */
export const ACCOUNT_DEFAULT = 'default'

export const REASON_MAX = 200

export const rankNames = ['primary', 'secondary'] as const
export type RankName = (typeof rankNames)[number]

export const secretNames = ['authCode', 'customKey', 'externalKey', 'directKey'] as const
export type SecretName = (typeof secretNames)[number]

export const infoFieldTypes = [
  'name',
  'text',
  'mobile',
  'number',
  'option',
] as const satisfies readonly InfoField['type'][]

export type InfoFieldValue = {
  type: InfoField['type']
  name: string
  options: string[]
  placeholder: string
  sms: boolean
}

/** One bag per type, kept while the person looks at another. A secret is empty until somebody types a new one. */
export type Drafts = {
  public: Record<never, never>
  wx: { amount: string; unit: 'day' | 'hour' }
  code: { authCode: string; hint: string; imageUrl: string }
  pay: { title: string; price: string; validity: 'permanent' | 'days' | 'until'; days: string; until: string }
  phone: { title: string; entryText: string; inputHint: string; once: boolean }
  info: { fields: InfoFieldValue[]; title: string; description: string; entryText: string }
  custom: { customKey: string; url: string }
  external: { externalKey: string; url: string; redirectUrl: string; showsButton: boolean }
  direct: { directKey: string }
}

type PrivacyValue = { enabled: boolean; content: string }
export type RankForm = { enabled: boolean; type: ConditionType | null; drafts: Drafts; privacy: PrivacyValue }
export type ConditionsForm = { primary: RankForm; secondary: RankForm }

/** `print` tells one stored secret from another, and nothing about either. */
export type SecretState = { isSet: boolean; setAt: string | null; length: number; print: string | null }

/** A rank as it was when the form was loaded: everything but the secrets themselves. */
export type BaseRank = {
  form: RankForm
  secrets: Record<SecretName, SecretState>
  /** The upstream's name of a stored type that cannot be written. */
  unsupportedType: string | null
  /** Types that are not in use and still hold values from earlier. */
  residue: ConditionType[]
  /** `type.field` paths the upstream does not give back. */
  unreadable: string[]
}
export type BaseConditions = { primary: BaseRank; secondary: BaseRank }

export type Settings = { [T in ConditionType]: { type: T } & SettingsValues[T] }[ConditionType]
type SettingsValues = {
  [T in ConditionType]: T extends 'code' | 'phone' | 'info' ? Drafts[T] & { privacy: PrivacyValue } : Drafts[T]
}
export type SettingsOf<T extends ConditionType> = Extract<Settings, { type: T }>

/** What leaves the form for one rank: the chosen draft and nothing else; null when the rank must not be written. */
export type RankSubmission = { enabled: false } | { enabled: true; settings: Settings } | null
export type ConditionsSubmission = { primary: RankSubmission; secondary: RankSubmission }

export const hasPrivacy = (type: ConditionType): type is 'code' | 'phone' | 'info' =>
  type === 'code' || type === 'phone' || type === 'info'

/** A rank that is on with a type we cannot write is shown and left alone. */
export const isLocked = (base: BaseRank): boolean => base.unsupportedType !== null && base.form.enabled

export function toSubmission(form: ConditionsForm, base: BaseConditions): ConditionsSubmission {
  return {
    primary: toRankSubmission(form.primary, base.primary),
    secondary: toRankSubmission(form.secondary, base.secondary),
  }
}

function toRankSubmission(form: RankForm, base: BaseRank): RankSubmission {
  if (isLocked(base)) return null
  if (!form.enabled) return base.unsupportedType !== null ? null : { enabled: false }
  if (form.type === null) return null
  return { enabled: true, settings: settingsOf(form, form.type) }
}

/** Copies exactly the fields of one type out of its draft. */
export function settingsOf(form: RankForm, type: ConditionType): Settings {
  const { drafts } = form
  const privacy = { enabled: form.privacy.enabled, content: form.privacy.content }
  switch (type) {
    case 'public':
      return { type }
    case 'wx':
      return { type, amount: drafts.wx.amount, unit: drafts.wx.unit }
    case 'code':
      return { type, authCode: drafts.code.authCode, hint: drafts.code.hint, imageUrl: drafts.code.imageUrl, privacy }
    case 'pay': {
      const { title, price, validity, days, until } = drafts.pay
      return {
        type,
        title,
        price,
        validity,
        days: validity === 'days' ? days : '',
        until: validity === 'until' ? until : '',
      }
    }
    case 'phone': {
      const { title, entryText, inputHint, once } = drafts.phone
      return { type, title, entryText, inputHint, once, privacy }
    }
    case 'info': {
      const { fields, title, description, entryText } = drafts.info
      return { type, fields: fields.map(toInfoField), title, description, entryText, privacy }
    }
    case 'custom':
      return { type, customKey: drafts.custom.customKey, url: drafts.custom.url }
    case 'external': {
      const { externalKey, url, redirectUrl, showsButton } = drafts.external
      return { type, externalKey, url, redirectUrl, showsButton }
    }
    case 'direct':
      return { type, directKey: drafts.direct.directKey }
  }
}

function toInfoField(field: InfoFieldValue): InfoFieldValue {
  return {
    type: field.type,
    name: field.name,
    options: field.type === 'option' ? [...field.options] : [],
    placeholder: field.placeholder,
    sms: field.type === 'mobile' && field.sms,
  }
}

export const emptyDrafts = (): Drafts => ({
  public: {},
  wx: { amount: '', unit: 'day' },
  code: { authCode: '', hint: '', imageUrl: '' },
  pay: { title: '', price: '', validity: 'permanent', days: '', until: '' },
  phone: { title: '', entryText: '', inputHint: '', once: false },
  info: { fields: [], title: '', description: '', entryText: '' },
  custom: { customKey: '', url: '' },
  external: { externalKey: '', url: '', redirectUrl: '', showsButton: false },
  direct: { directKey: '' },
})

/** The secret field of a type, when it has one. */
export const secretOf: Partial<Record<ConditionType, SecretName>> = {
  code: 'authCode',
  custom: 'customKey',
  external: 'externalKey',
  direct: 'directKey',
}
