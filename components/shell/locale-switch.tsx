'use client'
import { useRouter } from 'next/navigation'
import { useTransition } from 'react'
import { Segmented } from '@/components/ui/segmented'
import { type AppLocale, localeCookie } from '@/lib/i18n/locales'
import { rememberPreference } from './preferences'

/** Each language is named in itself, so a person lost in the wrong one finds the way back. */
const names: { value: AppLocale; label: string }[] = [
  { value: 'zh-CN', label: '中文' },
  { value: 'en', label: 'English' },
]

export function LocaleSwitch({ locale, label }: { locale: AppLocale; label: string }) {
  const router = useRouter()
  const [, startTransition] = useTransition()
  const change = (next: AppLocale) => {
    rememberPreference(localeCookie, next)
    startTransition(() => router.refresh())
  }
  return <Segmented value={locale} onValueChange={change} ariaLabel={label} options={names} />
}
