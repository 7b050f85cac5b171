'use client'
import { useTranslations } from 'next-intl'
import type { SettingsOf } from '@/lib/channels/form-schema'
import { priceWords, type ViewerEntry } from './viewer-model'

/** How a door is named on the button that leads to it. */
export function useEntryWords({ settings, lockedType }: ViewerEntry): { label: string; price: string | null } {
  const t = useTranslations('viewer')
  if (!settings) return { label: lockedType ?? t('noWay'), price: null }
  if (settings.type === 'pay') {
    const price = priceWords(settings.price)
    return { label: t('entry.pay'), price: price === null ? '¥—' : `¥${price}` }
  }
  const own = settings.type === 'phone' || settings.type === 'info' ? settings.entryText.trim() : ''
  return { label: own || t(`entry.${settings.type}`), price: null }
}

/** How long a purchase lasts, in a viewer's words. */
export function useValidityWords() {
  const t = useTranslations('viewer')
  return ({ validity, days, until }: SettingsOf<'pay'>): string =>
    validity === 'permanent'
      ? t('validity.permanent')
      : validity === 'days'
        ? t('validity.days', { days: days.trim() || '—' })
        : t('validity.until', { until: until.trim() || '—' })
}
