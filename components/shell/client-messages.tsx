import { getLocale } from 'next-intl/server'
import type { ReactNode } from 'react'
import type { AppLocale } from '@/lib/i18n/locales'
import { type Messages, messages, type Namespace } from '@/lib/i18n/messages'
import { ReadMessages } from './read-messages'

/** A namespace, or one group of it where the rest is never shown. */
type Wanted = Namespace | { [N in Namespace]: `${N}.${keyof Messages[N] & string}` }[Namespace]

/** Hands the named messages, and those of what surrounds it, to the client components inside. */
export async function ClientMessages({ namespaces, children }: { namespaces: readonly Wanted[]; children: ReactNode }) {
  const locale = await getLocale()
  return (
    <ReadMessages locale={locale} text={textOf(locale, namespaces)}>
      {children}
    </ReadMessages>
  )
}

const texts = new Map<string, string>()

/** Messages never change while the server runs, so each choice of them is written once. */
function textOf(locale: AppLocale, namespaces: readonly Wanted[]): string {
  const key = [locale, ...namespaces].join()
  const text = texts.get(key) ?? JSON.stringify(pick(messages[locale], namespaces))
  texts.set(key, text)
  return text
}

function pick(all: Messages, namespaces: readonly Wanted[]): Record<string, unknown> {
  const picked: Record<string, Record<string, unknown>> = {}
  for (const wanted of namespaces) {
    const [name, group] = wanted.split('.') as [Namespace, string | undefined]
    const whole: Record<string, unknown> = all[name]
    picked[name] = group === undefined ? whole : { ...picked[name], [group]: whole[group] }
  }
  return picked
}
