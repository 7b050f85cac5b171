import 'server-only'
import type { Secret } from '@/lib/secrets/secret'

export const conditionTypes = ['public', 'wx', 'code', 'pay', 'phone', 'info', 'custom', 'external', 'direct'] as const
export type ConditionType = (typeof conditionTypes)[number]

/** 1 primary, 2 secondary. */
export type Rank = 1 | 2

/** Where conditions live. There is no default: a write without a scope would hit every channel. */
export type ConditionScope = { kind: 'channel'; channelId: string } | { kind: 'account_default' }

/** How long a purchase lasts. `until` is a Beijing minute, `2026-12-31 23:59`. */
export type Validity = { kind: 'permanent' } | { kind: 'days'; days: number } | { kind: 'until'; until: string }

export type Duration = { amount: number; unit: 'day' | 'hour' }

export type InfoField = {
  type: 'name' | 'text' | 'mobile' | 'number' | 'option'
  name: string
  options: string[]
  placeholder: string
  /** null: the upstream did not say. */
  sms: boolean | null
}

export type Privacy = { enabled: boolean; content: string }

/** Texts are `''` when unset. Prices are integer fen. `held` names every validity the upstream has a value for. */
export type SettingsByType = {
  public: Record<never, never>
  wx: { duration: Duration | null }
  code: { authCode: Secret | null; hint: string; imageUrl: string }
  pay: { title: string; priceFen: number | null; validity: Validity; held: ('days' | 'until')[] }
  phone: { title: string; entryText: string; inputHint: string; once: boolean }
  info: { fields: InfoField[]; title: string; description: string; entryText: string }
  custom: { customKey: Secret | null; url: string }
  external: { externalKey: Secret | null; url: string; redirectUrl: string; showsButton: boolean }
  direct: { directKey: Secret | null }
}

/** Types that can carry a privacy notice. */
export const privacyTypes: readonly ConditionType[] = ['code', 'phone', 'info']

/** One rank as read. */
export type RankReading = {
  rank: Rank
  enabled: boolean
  /** null when never chosen or not writable by us. */
  type: ConditionType | null
  /** The upstream's name of a type that cannot be written, else null. */
  unsupportedType: string | null
  /** Every type's stored values: those of types other than `type` are residue of the past. */
  settings: SettingsByType
  privacy: Privacy
  /** `type.field` paths the answer had no key for. */
  unreadable: string[]
}

export type ConditionsReading = {
  primary: RankReading
  secondary: RankReading
  /** Whether viewers meet the account default instead; null when the upstream did not say. */
  followsDefault: boolean | null
}

/**
 * What to send for one type. An `undefined` value is left out of the request (the upstream keeps what it has),
 * `''` clears. A secret left `undefined` is kept.
 */
export type ConditionWrite =
  | { type: 'public' }
  | { type: 'wx'; duration?: Duration }
  | { type: 'code'; authCode?: Secret; hint?: string; imageUrl?: string; privacy?: Partial<Privacy> }
  | { type: 'pay'; title: string; priceFen: number; validity: Validity; clears: ('days' | 'until')[] }
  | {
      type: 'phone'
      title?: string
      entryText?: string
      inputHint?: string
      once?: boolean
      privacy?: Partial<Privacy>
    }
  | {
      type: 'info'
      fields: InfoField[]
      title?: string
      description?: string
      entryText?: string
      privacy?: Partial<Privacy>
    }
  | { type: 'custom'; customKey?: Secret; url: string }
  | { type: 'external'; externalKey?: Secret; url: string; redirectUrl?: string; showsButton?: boolean }
  | { type: 'direct'; directKey?: Secret }

export type RankWrite = { rank: Rank; enabled: false } | { rank: Rank; enabled: true; condition: ConditionWrite }
