import {
  type BaseConditions,
  type BaseRank,
  type ConditionsSubmission,
  isLocked,
  type RankName,
  rankNames,
  type Settings,
  type SettingsOf,
  secretOf,
  settingsOf,
} from '@/lib/channels/form-schema'
import { checkInfoFields } from '@/lib/channels/info-rules-schema'
import type { FieldErrors } from '@/lib/errors'
import { countCodePoints, parseBeijingDateTime } from '@/lib/format'

export const limits = {
  'code.authCode': 8,
  'code.hint': 30,
  'code.imageUrl': 256,
  'pay.title': 20,
  'phone.title': 20,
  'phone.entryText': 64,
  'phone.inputHint': 64,
  'info.title': 64,
  'info.description': 64,
  'info.entryText': 64,
  'info.name': 20,
  'info.placeholder': 50,
  'info.option': 8,
  'custom.customKey': 64,
  'custom.url': 128,
  'external.externalKey': 64,
  'external.url': 128,
  'external.redirectUrl': 350,
  'direct.directKey': 64,
  'privacy.content': 10_000,
} as const
export const KEY_WARN_LENGTH = 10

/** What is wrong, by form path. A rule stricter than the upstream's binds only what the person changed. */
export function checkConditions(submission: ConditionsSubmission, base: BaseConditions, now: number): FieldErrors {
  const errors: FieldErrors = {}
  for (const name of rankNames) {
    const rank = submission[name]
    if (rank?.enabled) checkSettings(errors, name, rank.settings, base[name], now)
  }
  Object.assign(errors, checkRanks(submission, base))
  return errors
}

/** Rules between the ranks. */
function checkRanks(submission: ConditionsSubmission, base: BaseConditions): FieldErrors {
  const [primary, secondary] = [
    effective(submission.primary, base.primary),
    effective(submission.secondary, base.secondary),
  ]
  if (!secondary.enabled) return {}
  if (!primary.enabled) return { 'secondary.enabled': 'secondaryNeedsPrimary' }
  return secondary.type !== null && secondary.type === primary.type ? { 'secondary.type': 'sameType' } : {}
}

function effective(rank: ConditionsSubmission[RankName], base: BaseRank): { enabled: boolean; type: string | null } {
  if (rank === null) return { enabled: base.form.enabled, type: base.unsupportedType ?? base.form.type }
  return rank.enabled ? { enabled: true, type: rank.settings.type } : { enabled: false, type: null }
}

/** A rank that is on needs a type; only the form can say so, a submission always has one. */
export function checkTypeChosen(name: RankName, enabled: boolean, type: string | null, base: BaseRank): FieldErrors {
  return enabled && type === null && !isLocked(base) ? { [`${name}.type`]: 'typeRequired' } : {}
}

type Report = (field: string, key: string) => void
type Touched = (field: string) => boolean

function checkSettings(errors: FieldErrors, name: RankName, settings: Settings, base: BaseRank, now: number): void {
  const { type } = settings
  const switched = base.form.type !== type
  const before = settingsOf(base.form, type) as Record<string, unknown>
  const values = settings as Record<string, unknown>
  const touched: Touched = (field) => switched || JSON.stringify(values[field]) !== JSON.stringify(before[field])
  const report: Report = (field, key) => {
    errors[`${name}.drafts.${type}.${field}`] ??= key
  }
  checkLengths(settings, touched, report)
  checkSecret(settings, base, report)
  switch (type) {
    case 'wx':
      if (touched('amount') || touched('unit')) checkCount(settings.amount, 'amount', report)
      break
    case 'code':
      if (touched('imageUrl') && settings.imageUrl !== '')
        checkUrl(settings.imageUrl, 'imageUrl', report, { query: true })
      break
    case 'pay':
      checkPay(settings, touched, report, now)
      break
    case 'phone':
      if (touched('title') && settings.title.trim() === '') report('title', 'required')
      break
    case 'info':
      checkInfoFields(settings.fields, switched ? [] : (before.fields as typeof settings.fields), report)
      break
    case 'custom':
      checkRequiredUrl(settings.url, touched, report)
      break
    case 'external':
      checkRequiredUrl(settings.url, touched, report)
      if (touched('redirectUrl') && settings.redirectUrl !== '')
        checkUrl(settings.redirectUrl, 'redirectUrl', report, { query: true })
      break
  }
  if ('privacy' in settings && touched('privacy')) {
    const { enabled, content } = settings.privacy
    if (enabled && content.trim() === '') errors[`${name}.privacy.content`] = 'required'
    else if (countCodePoints(content) > limits['privacy.content']) errors[`${name}.privacy.content`] = 'tooLong'
  }
}

function checkLengths(settings: Settings, touched: Touched, report: Report): void {
  for (const [field, value] of Object.entries(settings)) {
    const limit = Object.entries(limits).find(([path]) => path === `${settings.type}.${field}`)?.[1]
    if (limit === undefined || typeof value !== 'string' || !touched(field)) continue
    if (countCodePoints(value) > limit) report(field, field === 'authCode' ? 'codeLength' : 'tooLong')
  }
}

/** Empty keeps what is stored, so it is wrong only when nothing is. */
function checkSecret(settings: Settings, base: BaseRank, report: Report): void {
  const name = secretOf[settings.type]
  if (name === undefined) return
  const value = (settings as Record<string, unknown>)[name]
  if (value === '' && !base.secrets[name].isSet) report(name, 'required')
  if (name === 'authCode' && typeof value === 'string' && value !== '' && !/^[A-Za-z0-9]+$/.test(value))
    report(name, 'codeCharacters')
  if (name !== 'authCode' && typeof value === 'string' && /\s/.test(value)) report(name, 'noSpaces')
}

function checkPay(settings: SettingsOf<'pay'>, touched: Touched, report: Report, now: number): void {
  if (settings.title.trim() === '') report('title', 'required')
  const price = settings.price.trim()
  if (price === '') report('price', 'required')
  else if (/^\d+\.\d{3,}$/.test(price)) report('price', 'priceDecimals')
  else if (!/^\d{1,9}(\.\d{1,2})?$/.test(price)) report('price', 'priceFormat')
  else if (touched('price') && (Number(price) < 0.01 || Number(price) > 99_999.99)) report('price', 'priceRange')
  if (settings.validity === 'days') checkCount(settings.days, 'days', report, 36_500)
  if (settings.validity === 'until') {
    const until = parseBeijingDateTime(settings.until)
    if (settings.until.trim() === '') report('until', 'required')
    else if (until === null || !/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/.test(settings.until)) report('until', 'dateFormat')
    else if (until.getTime() <= now && (touched('until') || touched('validity'))) report('until', 'datePast')
  }
}

function checkCount(value: string, field: string, report: Report, max = 999): void {
  if (value.trim() === '') report(field, 'required')
  else if (!/^[1-9]\d*$/.test(value.trim())) report(field, 'wholeNumber')
  else if (Number(value) > max) report(field, 'tooLarge')
}

function checkRequiredUrl(value: string, touched: Touched, report: Report): void {
  if (value.trim() === '') report('url', 'required')
  else if (touched('url')) checkUrl(value, 'url', report, { query: false })
}

function checkUrl(value: string, field: string, report: Report, { query }: { query: boolean }): void {
  const key = urlProblem(value, query)
  if (key !== null) report(field, key)
}

function urlProblem(value: string, query: boolean): string | null {
  if (!URL.canParse(value) || /\s/.test(value)) return 'urlAbsolute'
  const { protocol, hostname } = new URL(value)
  if (protocol !== 'https:') return 'urlHttps'
  if (/^(localhost|127\.|0\.0\.0\.0|\[::1\])/i.test(hostname) || hostname.endsWith('.localhost')) return 'urlLocal'
  return !query && value.includes('?') ? 'urlQuery' : null
}
