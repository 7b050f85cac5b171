import type { Metadata, Route } from 'next'
import { getTranslations } from 'next-intl/server'
import { ClientMessages } from '@/components/shell/client-messages'
import { DeskTabs } from '@/components/shell/desk-tabs'
import { PageBody, PageHead } from '@/components/shell/page-head'
import { Empty } from '@/components/ui/empty'
import { can } from '@/lib/auth/permissions'
import { requirePermission } from '@/lib/auth/session'
import { listShares } from '@/lib/sharing/queries'
import { ShareTable } from './share-table'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('sharing.list'))('title') }
}

export default async function SharesPage() {
  const { user } = await requirePermission('share.write')
  const [t, tAudit, shares] = await Promise.all([
    getTranslations('sharing.list'),
    getTranslations('audit'),
    listShares(),
  ])
  return (
    <ClientMessages namespaces={['sharing', 'errors']}>
      <PageHead
        title={t('title')}
        trail={[{ label: tAudit('title'), href: '/audit' as Route }, { label: t('title') }]}
        tabs={<DeskTabs desk="audit" current="shares" />}
      />
      <PageBody>
        {shares.length === 0 ? (
          <Empty icon="share" title={t('empty')}>
            {t('emptyText')}
          </Empty>
        ) : (
          <ShareTable shares={shares} userId={user.id} mayRevokeAny={can(user.role, 'share.manage')} />
        )}
      </PageBody>
    </ClientMessages>
  )
}
