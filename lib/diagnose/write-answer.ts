import 'server-only'
import { createTranslator } from 'next-intl'
import type { Ladder } from '@/lib/diagnose/schema'
import type { AppLocale } from '@/lib/i18n/locales'
import { messages } from '@/lib/i18n/messages'

type PartnerFacts = { drama: string; dramaId: string; appid: string; grantor: string }

/**
 * What may be sent to a partner: in their language, with what they may know. Receipts, codes and who did what stay here.
 */
export function writeAnswer({ answer, values }: Ladder, facts: PartnerFacts, locale: AppLocale): string {
  const t = createTranslator({ locale, messages: messages[locale], namespace: 'diagnose.partner' })
  const date = String(values.date ?? '')
  const until = date === '' ? t('untilPermanent') : t('until', { date })
  return t(answer, { ...facts, date, until })
}
