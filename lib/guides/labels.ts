import 'server-only'
import type { AppLocale } from '@/lib/i18n/locales'
import { messages } from '@/lib/i18n/messages'

type Branch = { [key: string]: string | Branch }

/** A message by its dotted key, what it would fill in shown as an ellipsis; null when there is no such plain message. */
export function labelText(locale: AppLocale, key: string): string | null {
  let found: string | Branch | undefined = messages[locale] as Branch
  for (const step of key.split('.')) found = typeof found === 'object' ? found[step] : undefined
  if (typeof found !== 'string' || /\{\w+,|<\w/.test(found)) return null
  return found.replace(/\{\w+\}/g, '…')
}
