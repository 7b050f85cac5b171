import type { Metadata, Route } from 'next'
import { getTranslations } from 'next-intl/server'
import type { SearchParams } from 'nuqs/server'
import { ClientMessages } from '@/components/shell/client-messages'
import { DeskTabs } from '@/components/shell/desk-tabs'
import { NoConnection } from '@/components/shell/no-connection'
import { PageBody, PageHead } from '@/components/shell/page-head'
import { ExportLinks } from '@/components/ui/export-links'
import { Notice } from '@/components/ui/notice'
import { Pagination } from '@/components/ui/pagination'
import { can } from '@/lib/auth/permissions'
import { requirePermission } from '@/lib/auth/session'
import { currentConnection, listConnections } from '@/lib/connections/queries'
import { formatCount } from '@/lib/format'
import { countDrifts, listDrifts, readSweep } from '@/lib/grants/drift-queries'
import { driftKinds } from '@/lib/grants/drift-schema'
import { requestSweep } from './actions'
import { DriftFilters } from './drift-filters'
import { DriftList } from './drift-list'
import { DriftTabs } from './drift-tabs'
import { NoDrift } from './no-drift'
import { type DriftSearch, loadDriftSearch, toDriftFilter, writeDriftSearch } from './search-params'
import { SweepButton } from './sweep-button'
import { SweepStatus } from './sweep-status'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('drift'))('title') }
}

export default async function DriftPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { user } = await requirePermission('desk.read')
  const t = await getTranslations('drift')
  const search = await loadDriftSearch(searchParams)
  const connection = await currentConnection('wechat', search.connection)
  if (!connection) return <NoConnection of="drift" />

  const filter = toDriftFilter(connection.id, search)
  const [page, counts, sweep, accounts] = await Promise.all([
    listDrifts(filter, search.cursor),
    countDrifts(connection.id),
    readSweep(connection.id),
    listConnections(),
  ])
  const mayWrite = can(user.role, 'grant.write')
  const to = (change: Partial<DriftSearch>) =>
    writeDriftSearch('/drift', { ...search, cursor: null, ...change }) as Route
  const total = counts.missing + counts.foreign + counts.expiry

  return (
    <ClientMessages namespaces={['drift', 'errors']}>
      <PageHead
        title={t('title')}
        meta={total > 0 ? t('groupCount', { count: formatCount(total) }) : undefined}
        tabs={<DeskTabs desk="grants" current="drift" connectionId={connection.id} />}
        actions={
          <>
            <ExportLinks href={writeDriftSearch('/api/drift/export', { ...search, cursor: null })} />
            {mayWrite ? (
              <SweepButton connectionId={connection.id} startedAt={sweep.startedAt} request={requestSweep} />
            ) : null}
          </>
        }
      />
      <PageBody className="grid gap-3">
        <DriftTabs current="grants" />
        <p className="max-w-prose text-ink-2">{t('lede')}</p>
        <SweepStatus connectionId={connection.id} initial={sweep} now={new Date().toISOString()} />
        {mayWrite ? null : <Notice title={t('supportNote')} />}
        <DriftFilters
          action="/drift"
          label={t('search.label')}
          search={search}
          to={to}
          kinds={driftKinds.map((kind) => ({ kind, name: t(`kinds.${kind}`), count: counts[kind] }))}
          accounts={accounts.filter((account) => account.kind === 'wechat' && account.isEnabled)}
          accountId={connection.id}
        />
        {page.rows.length === 0 ? (
          <NoDrift filter={filter} sweep={sweep} clearHref={to({ q: '', kind: null, appid: null })} />
        ) : (
          <DriftList
            key={JSON.stringify(search)}
            connectionId={connection.id}
            rows={page.rows}
            view={search.view}
            mayWrite={mayWrite}
            now={new Date().toISOString()}
          />
        )}
        <Pagination
          previousHref={search.cursor ? to({}) : undefined}
          nextHref={page.next ? to({ cursor: page.next }) : undefined}
        />
      </PageBody>
    </ClientMessages>
  )
}
