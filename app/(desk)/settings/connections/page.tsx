import type { Metadata, Route } from 'next'
import { getTranslations } from 'next-intl/server'
import { ClientMessages } from '@/components/shell/client-messages'
import { PageBody, PageHead } from '@/components/shell/page-head'
import { ButtonLink } from '@/components/ui/button'
import { Empty } from '@/components/ui/empty'
import { Notice } from '@/components/ui/notice'
import { can } from '@/lib/auth/permissions'
import { requirePermission } from '@/lib/auth/session'
import { listAccounts } from '@/lib/connections/account'
import { AccountSection } from './account-section'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('connections'))('title') }
}

export default async function ConnectionsPage() {
  const { user } = await requirePermission('desk.read')
  const t = await getTranslations('connections')
  const mayWrite = can(user.role, 'connection.write')
  const now = new Date()
  const accounts = await listAccounts(now)
  const addLink = (
    <ButtonLink href={'/settings/connections/new' as Route} icon="plus" variant="primary">
      {t('add')}
    </ButtonLink>
  )
  return (
    <ClientMessages namespaces={['connections', 'errors', 'wechat', 'polyv']}>
      <PageHead title={t('title')} meta={t('lead')} actions={mayWrite ? addLink : null} />
      <PageBody>
        {mayWrite ? null : <Notice title={t('readOnly')} className="mb-4" />}
        {accounts.length === 0 ? (
          <Empty icon="plug" title={t('empty.title')} action={mayWrite ? addLink : null}>
            {t(mayWrite ? 'empty.description' : 'empty.forReaders')}
          </Empty>
        ) : (
          <div className="grid gap-9">
            {accounts.map((account) => (
              <AccountSection key={account.id} account={account} mayWrite={mayWrite} now={now} />
            ))}
          </div>
        )}
      </PageBody>
    </ClientMessages>
  )
}
