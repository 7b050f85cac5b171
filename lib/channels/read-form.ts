import 'server-only'
import {
  type BaseConditions,
  type BaseRank,
  conditionTypes,
  type Drafts,
  type RankForm,
  type SecretName,
  type SecretState,
  secretOf,
} from '@/lib/channels/form-schema'
import { type ConditionsReading, privacyTypes, type RankReading, type SettingsByType } from '@/lib/polyv/conditions'
import { fingerprint } from '@/lib/secrets/fingerprint'
import type { Secret } from '@/lib/secrets/secret'

/** What a reading looks like in the form: secrets replaced by whether they are set. */
export function toBase(reading: ConditionsReading): BaseConditions {
  return { primary: toBaseRank(reading.primary), secondary: toBaseRank(reading.secondary) }
}

function toBaseRank(rank: RankReading): BaseRank {
  const form: RankForm = {
    enabled: rank.enabled,
    type: rank.type,
    drafts: toDrafts(rank.settings),
    privacy: { ...rank.privacy },
  }
  return {
    form,
    secrets: toSecretStates(rank.settings),
    unsupportedType: rank.unsupportedType,
    residue: conditionTypes.filter((type) => type !== rank.type && hasValues(rank, type)),
    unreadable: rank.unreadable,
  }
}

function toDrafts(settings: SettingsByType): Drafts {
  const { wx, code, pay, phone, info, custom, external } = settings
  return {
    public: {},
    wx: { amount: wx.duration ? String(wx.duration.amount) : '', unit: wx.duration?.unit ?? 'day' },
    code: { authCode: '', hint: code.hint, imageUrl: code.imageUrl },
    pay: {
      title: pay.title,
      price: pay.priceFen === null ? '' : yuanText(pay.priceFen),
      validity: pay.validity.kind,
      days: pay.validity.kind === 'days' ? String(pay.validity.days) : '',
      until: pay.validity.kind === 'until' ? pay.validity.until : '',
    },
    phone: { ...phone },
    info: {
      ...info,
      fields: info.fields.map((field) => ({ ...field, options: [...field.options], sms: field.sms ?? false })),
    },
    custom: { customKey: '', url: custom.url },
    external: {
      externalKey: '',
      url: external.url,
      redirectUrl: external.redirectUrl,
      showsButton: external.showsButton,
    },
    direct: { directKey: '' },
  }
}

const yuanText = (fen: number): string => `${Math.trunc(fen / 100)}.${String(fen % 100).padStart(2, '0')}`

function toSecretStates(settings: SettingsByType): Record<SecretName, SecretState> {
  const stateOf = (secret: Secret | null): SecretState => {
    const value = secret?.reveal() ?? ''
    return {
      isSet: value !== '',
      setAt: null,
      length: [...value].length,
      print: value === '' ? null : fingerprint(value),
    }
  }
  return {
    authCode: stateOf(settings.code.authCode),
    customKey: stateOf(settings.custom.customKey),
    externalKey: stateOf(settings.external.externalKey),
    directKey: stateOf(settings.direct.directKey),
  }
}

function hasValues(rank: RankReading, type: (typeof conditionTypes)[number]): boolean {
  if (privacyTypes.includes(type) && rank.type === null && rank.privacy.content !== '') return true
  const secret = secretOf[type]
  return Object.entries(rank.settings[type]).some(([field, value]) => {
    if (field === secret) return value !== null
    if (Array.isArray(value)) return value.length > 0
    if (value !== null && typeof value === 'object') return !('kind' in value && value.kind === 'permanent')
    return value !== null && value !== '' && value !== false
  })
}
