import 'server-only'
import { z } from 'zod'
import { formatDateTime } from '@/lib/format'
import {
  type ConditionType,
  conditionTypes,
  type Duration,
  type InfoField,
  type Privacy,
  type Rank,
  type RankReading,
  type SettingsByType,
  type Validity,
} from '@/lib/polyv/conditions'
import { fenFromReading } from '@/lib/polyv/price'
import { Secret } from '@/lib/secrets/secret'

const loose = z.union([z.string(), z.number(), z.boolean()]).nullish()

const infoRow = z.looseObject({
  type: loose,
  name: loose,
  options: loose,
  placeholder: loose,
  sms: loose,
  smsEnabled: loose,
})

export const infoRowsSchema = z.array(infoRow).nullish()

export const conditionRowSchema = z.looseObject({
  rank: z.union([z.number(), z.string()]).nullish(),
  enabled: loose,
  authType: loose,
  subAuthType: loose,
  globalSettingEnabled: loose,
  wxAuthExpireValue: loose,
  authCode: loose,
  qcodeTips: loose,
  qcodeImg: loose,
  payAuthTips: loose,
  price: z.union([z.string(), z.number()]).nullish(),
  watchEndTime: loose,
  validTimePeriod: loose,
  authTips: loose,
  whiteListEntryText: loose,
  whiteListInputTips: loose,
  onceWhitelistEnabled: loose,
  infoFields: infoRowsSchema,
  infoAuthTips: loose,
  infoDesc: loose,
  infoEntryText: loose,
  customKey: loose,
  customUri: loose,
  externalKey: loose,
  externalUri: loose,
  externalRedirectUri: loose,
  externalButtonEnabled: loose,
  directKey: loose,
  privacyStatus: loose,
  privacyContent: loose,
  privacyParam: z.array(z.looseObject({ authType: loose, status: loose, content: loose })).nullish(),
})
export type ConditionRow = z.infer<typeof conditionRowSchema>

/** Ours ← theirs, for the values an answer may simply not carry. */
const optionalKeys: Record<string, string> = {
  'wx.duration': 'wxAuthExpireValue',
  'code.authCode': 'authCode',
  'code.hint': 'qcodeTips',
  'code.imageUrl': 'qcodeImg',
  'pay.title': 'payAuthTips',
  'pay.priceFen': 'price',
  'phone.title': 'authTips',
  'phone.entryText': 'whiteListEntryText',
  'phone.inputHint': 'whiteListInputTips',
  'phone.once': 'onceWhitelistEnabled',
  'info.fields': 'infoFields',
  'info.title': 'infoAuthTips',
  'info.description': 'infoDesc',
  'info.entryText': 'infoEntryText',
  'custom.customKey': 'customKey',
  'custom.url': 'customUri',
  'external.externalKey': 'externalKey',
  'external.url': 'externalUri',
  'external.redirectUrl': 'externalRedirectUri',
  'external.showsButton': 'externalButtonEnabled',
  'direct.directKey': 'directKey',
}

/** One rank from a row of `auth/get`; a missing row reads as off and never chosen. */
export function readRank(rank: Rank, row: ConditionRow | undefined): RankReading {
  const source: ConditionRow = row ?? {}
  const { type, unsupportedType } = readType(source)
  return {
    rank,
    enabled: source.enabled === 'Y',
    type,
    unsupportedType,
    settings: readSettings(source),
    privacy: readPrivacy(source, type),
    unreadable: row === undefined ? [] : unreadablePaths(source),
  }
}

/** `public` and `wx` hide behind `none`; an off rank that says `none` was simply never given a type. */
function readType(row: { enabled?: unknown; authType?: unknown; subAuthType?: unknown }): {
  type: ConditionType | null
  unsupportedType: string | null
} {
  const stored = string(row.authType)
  const name = stored === 'none' ? string(row.subAuthType) || 'none' : stored
  const type = conditionTypes.find((known) => known === name) ?? null
  const isNeverChosen = name === '' || (name === 'none' && row.enabled !== 'Y')
  return { type, unsupportedType: type !== null || isNeverChosen ? null : name }
}

function readSettings(row: ConditionRow): SettingsByType {
  return {
    public: {},
    wx: { duration: readDuration(string(row.wxAuthExpireValue)) },
    code: { authCode: secret(row.authCode), hint: string(row.qcodeTips), imageUrl: string(row.qcodeImg) },
    pay: {
      title: string(row.payAuthTips),
      priceFen: fenFromReading(row.price),
      validity: readValidity(row),
      held: heldValidities(row),
    },
    phone: {
      title: string(row.authTips),
      entryText: string(row.whiteListEntryText),
      inputHint: string(row.whiteListInputTips),
      once: row.onceWhitelistEnabled === 'Y',
    },
    info: {
      fields: (row.infoFields ?? []).map(readInfoField),
      title: string(row.infoAuthTips),
      description: string(row.infoDesc),
      entryText: string(row.infoEntryText),
    },
    custom: { customKey: secret(row.customKey), url: string(row.customUri) },
    external: {
      externalKey: secret(row.externalKey),
      url: string(row.externalUri),
      redirectUrl: string(row.externalRedirectUri),
      showsButton: row.externalButtonEnabled === 'Y',
    },
    direct: { directKey: secret(row.directKey) },
  }
}

export function readInfoField(row: z.infer<typeof infoRow>): InfoField {
  const kinds = ['name', 'text', 'mobile', 'number', 'option'] as const
  const sms = row.sms ?? row.smsEnabled
  return {
    type: kinds.find((kind) => kind === row.type) ?? 'text',
    name: string(row.name),
    options: string(row.options)
      .split(',')
      .map((option) => option.trim())
      .filter((option) => option !== ''),
    placeholder: string(row.placeholder),
    sms: sms === null || sms === undefined || sms === '' ? null : sms === 'Y',
  }
}

/** Milliseconds, or the minute text some endpoints use, as a Beijing minute. A deadline wins over days. */
function readValidity(row: ConditionRow): Validity {
  const until = string(row.watchEndTime)
  if (/^\d{12,14}$/.test(until)) return { kind: 'until', until: formatDateTime(Number(until)) }
  if (/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}/.test(until)) return { kind: 'until', until: until.slice(0, 16) }
  const days = Number(string(row.validTimePeriod))
  return Number.isInteger(days) && days > 0 ? { kind: 'days', days } : { kind: 'permanent' }
}

function heldValidities(row: ConditionRow): ('days' | 'until')[] {
  const held: ('days' | 'until')[] = []
  if (Number(string(row.validTimePeriod)) > 0) held.push('days')
  if (string(row.watchEndTime) !== '') held.push('until')
  return held
}

function readDuration(text: string): Duration | null {
  const found = /^([1-9]\d*)([dh])$/.exec(text)
  return found ? { amount: Number(found[1]), unit: found[2] === 'd' ? 'day' : 'hour' } : null
}

function readPrivacy(row: ConditionRow, type: ConditionType | null): Privacy {
  const listed = row.privacyParam?.find((entry) => entry.authType === type)
  return {
    enabled: (row.privacyStatus ?? listed?.status) === 'Y',
    content: string(row.privacyContent ?? listed?.content),
  }
}

function unreadablePaths(row: ConditionRow): string[] {
  const paths = Object.entries(optionalKeys)
    .filter(([, key]) => !(key in row))
    .map(([path]) => path)
  if (!('watchEndTime' in row) && !('validTimePeriod' in row)) paths.push('pay.validity')
  if (!('privacyParam' in row)) {
    if (!('privacyStatus' in row)) paths.push('privacy.enabled')
    if (!('privacyContent' in row)) paths.push('privacy.content')
  }
  return paths
}

/** Without U+0000, which neither a page nor the database can hold. */
const string = (value: unknown): string =>
  value === null || value === undefined ? '' : String(value).replaceAll('\u0000', '\uFFFD')
const secret = (value: unknown): Secret | null => (string(value) === '' ? null : new Secret(string(value)))
