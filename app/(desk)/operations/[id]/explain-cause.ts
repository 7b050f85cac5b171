import 'server-only'
import { getTranslations } from 'next-intl/server'
import { explainConditionsRefusal } from '@/lib/channels/explain-refusal'
import { explainGrantRefusal, type Fixer } from '@/lib/grants/explain-refusal'
import type { AppLocale } from '@/lib/i18n/locales'
import type { FailureCause } from '@/lib/operations/schema'

export type Explained = { advice: string; fixer: Fixer }
type Bare = Pick<FailureCause, 'code' | 'cause' | 'message' | 'rid'>

const ourFixers: Record<string, Fixer> = {
  expiry_floor: 'you',
  stale_base: 'you',
  connection_closed: 'admin',
  permission_lost: 'admin',
  account_grant: 'you',
  follows_default: 'you',
  expiry_unchanged: 'you',
  right_missing: 'you',
  not_grantable: 'you',
  read_back_differs: 'you',
  read_back_absent: 'us',
  changed_meanwhile: 'you',
  unreadable: 'you',
  proven_absent: 'us',
  missing_in_answer: 'us',
  hidden_fields: 'you',
  default_touched: 'admin',
  already_so: 'you',
  conditions_replaced: 'you',
  already_listed: 'you',
  not_listed: 'you',
  entry_changed: 'you',
  list_changed: 'you',
  cancelled: 'you',
  still_held: 'you',
  internal_error: 'us',
}

const isAnswer = (code: string | null): code is string => code !== null && code !== '0' && code !== '200'

type Translate = Awaited<ReturnType<typeof getTranslations<never>>>
type Key = Parameters<Translate>[0]

/** Why items ended as they did, in words, and whose turn it is. Our own causes go before the upstream's codes. */
export async function explainCauses<Cause extends Bare>(
  causes: readonly Cause[],
  kind: 'wechat' | 'polyv',
  /** Left out, the reader's own. */
  locale?: AppLocale,
): Promise<(Cause & Explained)[]> {
  const t = await getTranslations(locale ? { locale } : undefined)
  return causes.map((cause) => ({ ...cause, ...explain(cause, kind, t) }))
}

function explain(cause: Bare, kind: 'wechat' | 'polyv', t: Translate): Explained {
  const ours = [cause.code, cause.cause].find((code) => code !== null && code in ourFixers)
  if (ours) return { advice: t(`operations.cause.ours.${ours}` as Key), fixer: ourFixers[ours] ?? 'you' }
  if (!isAnswer(cause.code)) {
    return {
      advice:
        cause.message ?? t(`operations.cause.ours.${cause.cause === 'not_sent' ? 'not_sent' : 'unexplained'}` as Key),
      fixer: 'us',
    }
  }
  const { key, fixer, field } =
    kind === 'wechat'
      ? { ...explainGrantRefusal(cause.code), field: null }
      : explainConditionsRefusal(cause.code, cause.message)
  const path = `${kind}.${key}` as Key
  if (!t.has(path)) return { advice: cause.message ?? cause.code, fixer }
  const values = { code: cause.code, message: cause.message ?? '', rid: cause.rid ?? '', field: field ?? '' }
  return { advice: t(path, values as never), fixer }
}
