import { NextIntlClientProvider } from 'next-intl'
import { getMessages } from 'next-intl/server'
import type { ReactNode } from 'react'
import type { Messages, Namespace } from '@/lib/i18n/messages'

/** Hands the named namespaces (and `ui`, which every control needs) to the client components inside. */
export async function ClientMessages({
  namespaces = [],
  children,
}: {
  namespaces?: readonly Namespace[]
  children: ReactNode
}) {
  const all: Partial<Messages> = await getMessages()
  const picked = Object.fromEntries(['ui' as const, ...namespaces].map((name) => [name, all[name]]))
  return <NextIntlClientProvider messages={picked}>{children}</NextIntlClientProvider>
}
