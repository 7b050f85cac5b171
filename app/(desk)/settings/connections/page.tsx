import type { Metadata, Route } from 'next'
import { getTranslations } from 'next-intl/server'
import { Suspense } from 'react'
import { ClientMessages } from '@/components/shell/client-messages'
import { PageBody, PageHead } from '@/components/shell/page-head'
import { ButtonLink } from '@/components/ui/button'
import { Empty } from '@/components/ui/empty'
import { Notice } from '@/components/ui/notice'
import { TableSkeleton } from '@/components/ui/skeleton'
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
  return (
    <ClientMessages namespaces={['connections', 'errors', 'wechat', 'polyv']}>
      <PageHead title={t('title')} meta={t('lead')} actions={mayWrite ? <AddLink label={t('add')} /> : null} />
      <PageBody>
        {mayWrite ? null : <Notice title={t('readOnly')} className="mb-4" />}
        <Suspense fallback={<TableSkeleton rows={12} columns={3} />}>
          <Accounts mayWrite={mayWrite} />
        </Suspense>
      </PageBody>
    </ClientMessages>
  )
}

/** What was read of each account, and how it has gone since, takes longer than the page around it. */
async function Accounts({ mayWrite }: { mayWrite: boolean }) {
  const t = await getTranslations('connections')
  const now = new Date()
  const accounts = await listAccounts(now)
  if (accounts.length === 0) {
    return (
      <Empty icon="plug" title={t('empty.title')} action={mayWrite ? <AddLink label={t('add')} /> : null}>
        {t(mayWrite ? 'empty.description' : 'empty.forReaders')}
      </Empty>
    )
  }
  return (
    <div className="grid gap-9">
      {accounts.map((account) => (
        <AccountSection key={account.id} account={account} mayWrite={mayWrite} now={now} />
      ))}
    </div>
  )
}

function AddLink({ label }: { label: string }) {
  return (
    <ButtonLink href={'/settings/connections/new' as Route} icon="plus" variant="primary">
      {label}
    </ButtonLink>
  )
}
