import type { Route } from 'next'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { ClientMessages } from '@/components/shell/client-messages'
import { PageHead } from '@/components/shell/page-head'
import { Mono } from '@/components/ui/mono'
import { AccountFrame } from './account-frame'

type AccountPageProps = {
  title: string
  lede: string
  connection: { name: string; accountId: string }
  children: ReactNode
}

/** One change to a whole account, and the mini program it is made for. */
export function AccountPage({ title, lede, connection, children }: AccountPageProps) {
  const t = useTranslations('rights')
  const tGrants = useTranslations('grants')
  return (
    <ClientMessages namespaces={['grants', 'rights', 'errors']}>
      <PageHead
        title={title}
        trail={[
          { label: tGrants('title'), href: '/grants' as Route },
          { label: t('tabs.accounts'), href: '/grants/accounts' as Route },
          { label: title },
        ]}
        meta={
          <>
            {t('actsOn', { name: connection.name })} <Mono quiet>{connection.accountId}</Mono>
          </>
        }
      />
      <AccountFrame lede={lede}>{children}</AccountFrame>
    </ClientMessages>
  )
}
