import 'server-only'
import { z } from 'zod'
import type { ConditionsSubmission, RankSubmission, Settings, SettingsOf } from '@/lib/channels/form-schema'
import { limits } from '@/lib/channels/rules-schema'
import { sanitizeNotice } from '@/lib/channels/sanitize-notice'
import type { ConditionsReading, Duration, InfoField, Privacy, RankReading } from '@/lib/polyv/conditions'
import { fenFromYuan } from '@/lib/polyv/price'
import { fingerprint } from '@/lib/secrets/fingerprint'
import { encryptSecret } from '@/lib/secrets/key-ring'

/** A new secret travels encrypted; one that stays is taken from the fresh read right before the write. */
const secretIntent = z.union([
  z.strictObject({ new: z.string(), fingerprint: z.string() }),
  z.strictObject({ keep: z.string().nullable(), omit: z.boolean() }),
])
export type SecretIntent = z.infer<typeof secretIntent>

const text = z.string().optional()
const privacy = z.strictObject({ enabled: z.boolean().optional(), content: text }).optional()
const infoField = z.strictObject({
  type: z.enum(['name', 'text', 'mobile', 'number', 'option']),
  name: z.string(),
  options: z.array(z.string()),
  placeholder: z.string(),
  sms: z.boolean().nullable(),
})
const condition = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('public') }),
  z.strictObject({
    type: z.literal('wx'),
    duration: z.strictObject({ amount: z.int(), unit: z.enum(['day', 'hour']) }).optional(),
  }),
  z.strictObject({ type: z.literal('code'), authCode: secretIntent, hint: text, imageUrl: text, privacy }),
  z.strictObject({
    type: z.literal('pay'),
    title: z.string(),
    priceFen: z.int(),
    clears: z.array(z.enum(['days', 'until'])),
    validity: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('permanent') }),
      z.strictObject({ kind: z.literal('days'), days: z.int() }),
      z.strictObject({ kind: z.literal('until'), until: z.string() }),
    ]),
  }),
  z.strictObject({
    type: z.literal('phone'),
    title: text,
    entryText: text,
    inputHint: text,
    once: z.boolean().optional(),
    privacy,
  }),
  z.strictObject({
    type: z.literal('info'),
    fields: z.array(infoField),
    title: text,
    description: text,
    entryText: text,
    privacy,
  }),
  z.strictObject({ type: z.literal('custom'), customKey: secretIntent, url: z.string() }),
  z.strictObject({
    type: z.literal('external'),
    externalKey: secretIntent,
    url: z.string(),
    redirectUrl: text,
    showsButton: z.boolean().optional(),
  }),
  z.strictObject({ type: z.literal('direct'), directKey: secretIntent }),
])
export type ConditionIntent = z.infer<typeof condition>

const rank = z.union([z.literal(1), z.literal(2)])
const rankIntent = z.union([
  z.strictObject({ rank, enabled: z.literal(false) }),
  z.strictObject({ rank, enabled: z.literal(true), condition }),
])
export type RankIntent = z.infer<typeof rankIntent>

/** What one item of an operation is to bring about; kept in the ledger, so no secret in it is plain. */
export const intentSchema = z.strictObject({
  ranks: z.array(rankIntent),
  base: z.string(),
  /** Fingerprint of everything stored, values of ways not in use included. */
  whole: z.string().optional(),
  accountDefault: z.string(),
  /** Paths whose change a person asked for. */
  changed: z.array(z.string()),
  /** The number of the version this brings back, for a rollback. */
  restores: z.int().optional(),
})
export type ConditionsIntent = z.infer<typeof intentSchema>

/** Where an encrypted secret of an intent belongs; it opens for this channel only. */
export const intentContext = (channelId: string): string => `operation_item:intent:${channelId}`

export function toRankIntents(
  channelId: string,
  reading: ConditionsReading,
  submission: ConditionsSubmission,
): RankIntent[] {
  const build = (stored: RankReading, wanted: RankSubmission): RankIntent[] => {
    if (wanted === null) return []
    if (!wanted.enabled) return [{ rank: stored.rank, enabled: false }]
    return [{ rank: stored.rank, enabled: true, condition: toCondition(channelId, stored, wanted.settings) }]
  }
  return [...build(reading.primary, submission.primary), ...build(reading.secondary, submission.secondary)]
}

function toCondition(channelId: string, stored: RankReading, settings: Settings): ConditionIntent {
  const held = stored.settings
  const switched = stored.type !== settings.type
  const secret = (
    typed: string,
    current: { reveal: () => string } | null,
    longest = Number.POSITIVE_INFINITY,
  ): SecretIntent => {
    if (typed !== '') return { new: encryptSecret(typed, intentContext(channelId)), fingerprint: fingerprint(typed) }
    const kept = current?.reveal() ?? ''
    return { keep: kept === '' ? null : fingerprint(kept), omit: !switched && [...kept].length > longest }
  }
  switch (settings.type) {
    case 'public':
      return { type: 'public' }
    case 'wx':
      return { type: 'wx', duration: toDuration(settings) }
    case 'code':
      return {
        type: 'code',
        authCode: secret(settings.authCode, held.code.authCode, limits['code.authCode']),
        hint: optional(settings.hint, held.code.hint),
        imageUrl: optional(settings.imageUrl, held.code.imageUrl),
        privacy: toPrivacy(settings.privacy, stored),
      }
    case 'pay':
      return toPay(settings, stored)
    case 'phone': {
      const keepsLongTitle =
        !switched && settings.title === held.phone.title && [...settings.title].length > limits['phone.title']
      return {
        type: 'phone',
        title: keepsLongTitle ? undefined : optional(settings.title, held.phone.title),
        entryText: optional(settings.entryText, held.phone.entryText),
        inputHint: optional(settings.inputHint, held.phone.inputHint),
        once: flag(settings.once, held.phone.once),
        privacy: toPrivacy(settings.privacy, stored),
      }
    }
    case 'info':
      return {
        type: 'info',
        fields: settings.fields.map((field, index) => toInfoField(field, held.info.fields[index])),
        title: optional(settings.title, held.info.title),
        description: optional(settings.description, held.info.description),
        entryText: optional(settings.entryText, held.info.entryText),
        privacy: toPrivacy(settings.privacy, stored),
      }
    case 'custom':
      return { type: 'custom', customKey: secret(settings.customKey, held.custom.customKey), url: settings.url }
    case 'external':
      return {
        type: 'external',
        externalKey: secret(settings.externalKey, held.external.externalKey),
        url: settings.url,
        redirectUrl: optional(settings.redirectUrl, held.external.redirectUrl),
        showsButton: flag(settings.showsButton, held.external.showsButton),
      }
    case 'direct':
      return { type: 'direct', directKey: secret(settings.directKey, held.direct.directKey) }
  }
}

function toPay(settings: SettingsOf<'pay'>, stored: RankReading): ConditionIntent {
  const priceFen = fenFromYuan(settings.price)
  if (priceFen === null) throw new TypeError('a checked price is a price')
  const { validity } = settings
  return {
    type: 'pay',
    title: settings.title,
    priceFen,
    validity:
      validity === 'days'
        ? { kind: 'days', days: Number(settings.days) }
        : validity === 'until'
          ? { kind: 'until', until: settings.until.trim() }
          : { kind: 'permanent' },
    clears: stored.settings.pay.held.filter((kind) => kind !== validity),
  }
}

function toDuration(settings: SettingsOf<'wx'>): Duration | undefined {
  const amount = Number(settings.amount.trim())
  return Number.isInteger(amount) && amount > 0 ? { amount, unit: settings.unit } : undefined
}

/** A row nobody touched goes back as it was read, the unsaid kept unsaid. */
function toInfoField(field: SettingsOf<'info'>['fields'][number], stored: InfoField | undefined): InfoField {
  const keepsSms = field.type !== 'mobile' || (stored?.sms == null && !field.sms)
  return { ...field, options: field.options.map((option) => option.trim()), sms: keepsSms ? null : field.sms }
}

function toPrivacy(wanted: Privacy, stored: RankReading): Partial<Privacy> | undefined {
  const content = wanted.content === stored.privacy.content ? wanted.content : sanitizeNotice(wanted.content)
  const notice = {
    enabled: flag(wanted.enabled, stored.privacy.enabled),
    content: optional(content, stored.privacy.content),
  }
  return notice.enabled === undefined && notice.content === undefined ? undefined : notice
}

/** Sent when there is something, cleared when there was something, else left out. */
const optional = (wanted: string, stored: string): string | undefined =>
  wanted !== '' || stored !== '' ? wanted : undefined
const flag = (wanted: boolean, stored: boolean): boolean | undefined => (wanted || stored ? wanted : undefined)
