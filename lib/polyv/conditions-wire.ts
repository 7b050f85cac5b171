import 'server-only'
import { z } from 'zod'
import type { ConditionType, ConditionWrite, InfoField, Privacy, RankWrite } from '@/lib/polyv/conditions'
import { yuanFromFen } from '@/lib/polyv/price'
import type { Secret } from '@/lib/secrets/secret'

const yesNo = z.enum(['Y', 'N'])
const text = z.string().optional()
const rank = z.union([z.literal(1), z.literal(2)])
const on = { rank, enabled: z.literal('Y') }
const privacy = { privacyStatus: yesNo.optional(), privacyContent: text }

const infoField = z.strictObject({
  type: z.enum(['name', 'text', 'mobile', 'number', 'option']),
  name: text,
  options: text,
  placeholder: text,
  sms: yesNo.optional(),
})

/** The last gate before the network: an element with a key of another type is refused here. */
export const wireRankSchema = z.union([
  z.strictObject({ rank, enabled: z.literal('N') }),
  z.discriminatedUnion('authType', [
    z.strictObject({ ...on, authType: z.literal('public') }),
    z.strictObject({
      ...on,
      authType: z.literal('wx'),
      wxAuthExpireValue: z
        .string()
        .regex(/^[1-9]\d*[dh]$/)
        .optional(),
    }),
    z.strictObject({ ...on, authType: z.literal('code'), authCode: text, qcodeTips: text, qcodeImg: text, ...privacy }),
    z.strictObject({
      ...on,
      authType: z.literal('pay'),
      payAuthTips: z.string(),
      price: z.number().positive(),
      watchEndTime: text,
      validTimePeriod: z.union([z.int().positive(), z.literal('')]).optional(),
    }),
    z.strictObject({
      ...on,
      authType: z.literal('phone'),
      authTips: text,
      whiteListEntryText: text,
      whiteListInputTips: text,
      onceWhitelistEnabled: yesNo.optional(),
      ...privacy,
    }),
    z.strictObject({
      ...on,
      authType: z.literal('info'),
      infoFields: z.array(infoField).min(1),
      infoAuthTips: text,
      infoDesc: text,
      infoEntryText: text,
      ...privacy,
    }),
    z.strictObject({ ...on, authType: z.literal('custom'), customKey: text, customUri: z.string() }),
    z.strictObject({
      ...on,
      authType: z.literal('external'),
      externalKey: text,
      externalUri: z.string(),
      externalRedirectUri: text,
      externalButtonEnabled: yesNo.optional(),
    }),
    z.strictObject({ ...on, authType: z.literal('direct'), directKey: text }),
  ]),
])

type WireRank = z.infer<typeof wireRankSchema>
type WireFields = Record<string, unknown>
type WriteOf<T extends ConditionType> = Extract<ConditionWrite, { type: T }>

/** Builds what is sent for one rank from the chosen type alone. */
export function toWireRank(write: RankWrite): WireRank {
  if (!write.enabled) return wireRankSchema.parse({ rank: write.rank, enabled: 'N' })
  const element = { rank: write.rank, enabled: 'Y', authType: write.condition.type, ...fieldsOf(write.condition) }
  return wireRankSchema.parse(Object.fromEntries(Object.entries(element).filter(([, value]) => value !== undefined)))
}

function fieldsOf(write: ConditionWrite): WireFields {
  switch (write.type) {
    case 'public':
      return {}
    case 'wx':
      return {
        wxAuthExpireValue: write.duration && `${write.duration.amount}${write.duration.unit === 'day' ? 'd' : 'h'}`,
      }
    case 'code':
      return {
        authCode: revealed(write.authCode),
        qcodeTips: write.hint,
        qcodeImg: write.imageUrl,
        ...privacyFields(write.privacy),
      }
    case 'pay':
      return payFields(write)
    case 'phone':
      return {
        authTips: write.title,
        whiteListEntryText: write.entryText,
        whiteListInputTips: write.inputHint,
        onceWhitelistEnabled: toYesNo(write.once),
        ...privacyFields(write.privacy),
      }
    case 'info':
      return {
        infoFields: write.fields.map(toWireInfoField),
        infoAuthTips: write.title,
        infoDesc: write.description,
        infoEntryText: write.entryText,
        ...privacyFields(write.privacy),
      }
    case 'custom':
      return { customKey: revealed(write.customKey), customUri: write.url }
    case 'external':
      return {
        externalKey: revealed(write.externalKey),
        externalUri: write.url,
        externalRedirectUri: write.redirectUrl,
        externalButtonEnabled: toYesNo(write.showsButton),
      }
    case 'direct':
      return { directKey: revealed(write.directKey) }
  }
}

function payFields(write: WriteOf<'pay'>): WireFields {
  const { validity, clears } = write
  return {
    payAuthTips: write.title,
    price: yuanFromFen(write.priceFen),
    watchEndTime: validity.kind === 'until' ? validity.until : clears.includes('until') ? '' : undefined,
    validTimePeriod: validity.kind === 'days' ? validity.days : clears.includes('days') ? '' : undefined,
  }
}

function toWireInfoField(field: InfoField): WireFields {
  const element = {
    type: field.type,
    name: field.name || undefined,
    options: field.type === 'option' ? field.options.join(',') : undefined,
    placeholder: field.placeholder || undefined,
    sms: field.type === 'mobile' ? toYesNo(field.sms ?? undefined) : undefined,
  }
  return Object.fromEntries(Object.entries(element).filter(([, value]) => value !== undefined))
}

function privacyFields(notice: Partial<Privacy> | undefined): WireFields {
  return { privacyStatus: toYesNo(notice?.enabled), privacyContent: notice?.content }
}

const toYesNo = (value: boolean | undefined) => (value === undefined ? undefined : value ? 'Y' : 'N')
const revealed = (secret: Secret | undefined) => secret?.reveal()
