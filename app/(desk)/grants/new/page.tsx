import type { Metadata, Route } from 'next'
import { getTranslations } from 'next-intl/server'
import { FilterLink } from '@/components/data-table/filter-link'
import { ClientMessages } from '@/components/shell/client-messages'
import { PageHead } from '@/components/shell/page-head'
import { Mono } from '@/components/ui/mono'
import { Notice } from '@/components/ui/notice'
import { can } from '@/lib/auth/permissions'
import { requirePermission } from '@/lib/auth/session'
import { currentConnection, listConnections } from '@/lib/connections/queries'
import { NoConnection } from '../no-connection'
import { Composer } from './composer'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('grants'))('newGrant') }
}

type Search = Promise<{ connection?: string | string[] }>

export default async function NewGrantPage({ searchParams }: { searchParams: Search }) {
  const { user } = await requirePermission('desk.read')
  const t = await getTranslations('grants')
  const { connection: asked } = await searchParams
  const connection = await currentConnection('wechat', typeof asked === 'string' ? asked : null)
  if (!connection) return <NoConnection />
  const accounts = (await listConnections()).filter((account) => account.kind === 'wechat' && account.isEnabled)
  const mayWrite = can(user.role, 'grant.write')
  return (
    <ClientMessages namespaces={['grants', 'errors']}>
      <PageHead
        title={t('compose.title')}
        trail={[{ label: t('title'), href: '/grants' as Route }, { label: t('compose.title') }]}
        meta={
          <>
            {t('compose.actsOn', { name: connection.name })} <Mono quiet>{connection.accountId}</Mono>
          </>
        }
        actions={
          accounts.length > 1
            ? accounts.map(({ id, name }) => (
                <FilterLink key={id} href={`/grants/new?connection=${id}` as Route} chosen={id === connection.id}>
                  {name}
                </FilterLink>
              ))
            : null
        }
      />
      {mayWrite ? null : <Notice className="mx-6 mb-3 max-tablet:mx-4" title={t('compose.readOnly')} />}
      <Composer
        key={connection.id}
        connectionId={connection.id}
        draftKey={`grant-draft:${user.id}:${connection.id}`}
        mayWrite={mayWrite}
        now={new Date().toISOString()}
      />
    </ClientMessages>
  )
}
