import 'server-only'
import { cookies } from 'next/headers'
import { getRequestConfig } from 'next-intl/server'
import { localeCookie, toLocale } from './locales'
import { messages } from './messages'
import { TIME_ZONE } from './time-zone'

/** The reader's language; a text for somebody else is asked for in theirs. */
export default getRequestConfig(async ({ locale: asked }) => {
  const locale = toLocale(asked ?? (await cookies()).get(localeCookie)?.value)
  return { locale, messages: messages[locale], timeZone: TIME_ZONE }
})
