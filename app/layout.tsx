import './fonts'
import './globals.css'
import type { Metadata, Viewport } from 'next'
import { cookies, headers } from 'next/headers'
import { getLocale, getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { ClientMessages } from '@/components/shell/client-messages'
import { DocumentNonce } from '@/components/shell/document-nonce'
import { themeCookie, toTheme } from '@/components/shell/preferences'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('shell')
  return {
    title: { default: t('product'), template: t('pageTitle', { page: '%s' }) },
    robots: { index: false, follow: false },
  }
}

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  viewportFit: 'cover',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#F7F5F0' },
    { media: '(prefers-color-scheme: dark)', color: '#131517' },
  ],
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = toTheme((await cookies()).get(themeCookie)?.value)
  const nonce = (await headers()).get('x-nonce') ?? undefined
  return (
    <html lang={await getLocale()} data-theme={theme}>
      <body>
        <DocumentNonce nonce={nonce}>
          <ClientMessages namespaces={['ui', 'shell.notFound', 'shell.forbidden']}>{children}</ClientMessages>
        </DocumentNonce>
      </body>
    </html>
  )
}
