'use client'
import { type AbstractIntlMessages, NextIntlClientProvider } from 'next-intl'
import { createContext, type ReactNode, useContext, useMemo } from 'react'
import type { AppLocale } from '@/lib/i18n/locales'
import { TIME_ZONE } from '@/lib/i18n/time-zone'

const Around = createContext<AbstractIntlMessages>({})

/** Messages as one text: as a tree, each of a thousand sentences would be looked at on its own way to the browser. */
export function ReadMessages({ locale, text, children }: { locale: AppLocale; text: string; children: ReactNode }) {
  const around = useContext(Around)
  const messages = useMemo(() => ({ ...around, ...read(text) }), [around, text])
  return (
    <Around value={messages}>
      <NextIntlClientProvider locale={locale} timeZone={TIME_ZONE} messages={messages}>
        {children}
      </NextIntlClientProvider>
    </Around>
  )
}

const known = new Map<string, AbstractIntlMessages>()

function read(text: string): AbstractIntlMessages {
  const messages = known.get(text) ?? (JSON.parse(text) as AbstractIntlMessages)
  known.set(text, messages)
  return messages
}
