import 'server-only'
import { getTranslations } from 'next-intl/server'
import { type RetryHint, retryHint } from '@/lib/grants/retry-advice'
import { type AppLocale, locales } from '@/lib/i18n/locales'
import { findContacts } from '@/lib/licensees/contacts'
import type { CauseLicensee, FailureCause, OperationView } from '@/lib/operations/schema'
import { type Explained, explainCauses } from './explain-cause'

export type Partner = CauseLicensee & { contact: string | null; messages: Record<AppLocale, string> }
export type ToldCause = Omit<FailureCause, 'licensees'> & Explained & { hint: RetryHint; partners: Partner[] }

/** Causes in words, each partner with whom to write to and what to send, in both languages. */
export async function tellCauses(causes: readonly FailureCause[], operation: OperationView): Promise<ToldCause[]> {
  const kind = operation.connection?.kind ?? 'wechat'
  const [explained, contacts, ...spoken] = await Promise.all([
    explainCauses(causes, kind),
    findContacts(causes.flatMap((cause) => cause.licensees.map(({ appid }) => appid))),
    ...locales.map(async (locale) => ({
      locale,
      causes: await explainCauses(causes, kind, locale),
      t: await getTranslations({ locale, namespace: 'receipt.message' }),
    })),
  ])
  return explained.map(({ licensees, ...cause }, index) => ({
    ...cause,
    hint: retryHint(cause),
    partners: licensees.map((licensee) => ({
      ...licensee,
      contact: contacts.get(licensee.appid) ?? null,
      messages: Object.fromEntries(
        spoken.map(({ locale, t, causes: inLocale }) => [
          locale,
          [
            t(operation.action === 'drama.revoke' ? 'openRevoke' : 'open', {
              licensee: licensee.name,
              appid: licensee.appid,
              account: operation.connection?.name ?? '',
            }),
            t('dramas', {
              names: licensee.dramas.join(t('comma')),
              more: licensee.count > licensee.dramas.length ? 'yes' : 'no',
              count: licensee.count,
            }),
            t('reason', { advice: inLocale[index]?.advice ?? '' }),
            t('facts', { code: cause.code ?? '—', rid: licensee.rid ?? '—', receipt: `R-${operation.number}` }),
            t('close'),
          ].join('\n'),
        ]),
      ) as Record<AppLocale, string>,
    })),
  }))
}
