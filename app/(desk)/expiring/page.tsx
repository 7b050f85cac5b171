import type { Metadata, Route } from 'next'
import { getTranslations } from 'next-intl/server'
import type { SearchParams } from 'nuqs/server'
import { ClientMessages } from '@/components/shell/client-messages'
import { DeskTabs } from '@/components/shell/desk-tabs'
import { NoConnection } from '@/components/shell/no-connection'
import { PageBody, PageHead } from '@/components/shell/page-head'
import { ExportLinks } from '@/components/ui/export-links'
import { SegmentedLinks } from '@/components/ui/segmented'
import { can } from '@/lib/auth/permissions'
import { requirePermission } from '@/lib/auth/session'
import { currentConnection, listConnections } from '@/lib/connections/queries'
import { listTags } from '@/lib/expiring/queries'
import { expiringViews } from '@/lib/expiring/schema'
import { formatDate } from '@/lib/format'
import { findLicensees } from '@/lib/licensees/queries'
import { AgendaView } from './agenda-view'
import { ExpiringFilters } from './expiring-filters'
import { MonthView } from './month-view'
import { type ExpiringSearch, loadExpiringSearch, toChoice, writeExpiringSearch } from './search-params'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('expiring'))('title') }
}

export default async function ExpiringPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { user } = await requirePermission('desk.read')
  const t = await getTranslations('expiring')
  const search = await loadExpiringSearch(searchParams)
  const connection = await currentConnection('wechat', search.connection)
  if (!connection) return <NoConnection of="expiring" />

  const today = formatDate(new Date())
  const choice = toChoice(connection.id, search, today)
  const [tags, accounts, [licensee]] = await Promise.all([
    listTags(),
    listConnections(),
    choice.appid ? findLicensees(connection.id, [choice.appid]) : [],
  ])
  const to = (change: Partial<ExpiringSearch>) =>
    writeExpiringSearch('/expiring', { ...search, cursor: null, ...change }) as Route
  const shared = { search, choice, today, to, mayWrite: can(user.role, 'grant.write') }

  return (
    <ClientMessages namespaces={['expiring', 'errors']}>
      <PageHead
        title={t('title')}
        meta={t('lede')}
        actions={<ExportLinks href={writeExpiringSearch('/api/expiring/export', { ...search, cursor: null })} />}
        tabs={<DeskTabs desk="grants" current="expiring" connectionId={connection.id} />}
      />
      <PageBody className="grid gap-4">
        <SegmentedLinks
          ariaLabel={t('views.label')}
          links={expiringViews.map((view) => ({
            href: to({ view, from: null, to: null, month: null }),
            label: t(`views.${view}`),
            isCurrent: search.view === view,
          }))}
        />
        <ExpiringFilters
          search={search}
          to={to}
          tags={tags}
          licenseeName={licensee?.name ?? null}
          accounts={accounts.filter((account) => account.kind === 'wechat' && account.isEnabled)}
          accountId={connection.id}
        />
        {search.view === 'month' ? <MonthView {...shared} /> : <AgendaView {...shared} />}
      </PageBody>
    </ClientMessages>
  )
}
