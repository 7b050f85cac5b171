import type { Metadata, Route } from 'next'
import { getTranslations } from 'next-intl/server'
import type { SearchParams } from 'nuqs/server'
import { ClientMessages } from '@/components/shell/client-messages'
import { DeskTabs } from '@/components/shell/desk-tabs'
import { PageBody, PageHead } from '@/components/shell/page-head'
import { Empty } from '@/components/ui/empty'
import { ExportLinks } from '@/components/ui/export-links'
import { Notice } from '@/components/ui/notice'
import { Pagination } from '@/components/ui/pagination'
import { can } from '@/lib/auth/permissions'
import { requirePermission } from '@/lib/auth/session'
import { countChannelDrifts } from '@/lib/channels/drift-queries'
import { channelDriftKinds } from '@/lib/channels/drift-schema'
import { listChannelDrifts } from '@/lib/channels/list-drifts'
import { readChannelSweep } from '@/lib/channels/sweep-state'
import { currentConnection, listConnections } from '@/lib/connections/queries'
import { formatCount } from '@/lib/format'
import { requestChannelSweep } from '../actions'
import { DriftFilters } from '../drift-filters'
import { DriftTabs } from '../drift-tabs'
import { SweepButton } from '../sweep-button'
import { ChannelDriftList } from './channel-drift-list'
import { ChannelSweepStatus } from './channel-sweep-status'
import { NoChannelDrift } from './no-channel-drift'
import { type ChannelDriftSearch, loadSearch, toFilter, writeSearch } from './search-params'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('channel-drift'))('documentTitle') }
}

export default async function ChannelDriftPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { user } = await requirePermission('desk.read')
  const t = await getTranslations('channel-drift')
  const search = await loadSearch(searchParams)
  const connection = await currentConnection('polyv', search.connection)
  if (!connection) return <Empty isPage icon="bolt" title={t('noAccount')} />

  const filter = toFilter(connection.id, search)
  const [page, counts, sweep, accounts] = await Promise.all([
    listChannelDrifts(filter, search.cursor),
    countChannelDrifts(connection.id),
    readChannelSweep(connection.id),
    listConnections(),
  ])
  const mayWrite = can(user.role, 'channel.write')
  const to = (change: Partial<ChannelDriftSearch>) =>
    writeSearch('/drift/channels', { ...search, cursor: null, ...change }) as Route
  const total = counts.opened + counts.doors + counts.values
  const now = new Date().toISOString()

  return (
    <ClientMessages namespaces={['channel-drift', 'drift', 'channels', 'versions', 'errors']}>
      <PageHead
        title={t('title')}
        meta={total > 0 ? t('count', { count: formatCount(total) }) : undefined}
        tabs={<DeskTabs desk="grants" current="drift" />}
        actions={
          <>
            <ExportLinks href={writeSearch('/api/drift/channels/export', { ...search, cursor: null })} />
            {mayWrite ? (
              <SweepButton connectionId={connection.id} startedAt={sweep.startedAt} request={requestChannelSweep} />
            ) : null}
          </>
        }
      />
      <PageBody className="grid gap-3">
        <DriftTabs current="channels" />
        <p className="max-w-prose text-ink-2">{t('lede')}</p>
        <ChannelSweepStatus connectionId={connection.id} initial={sweep} now={now} />
        {mayWrite ? null : <Notice title={t('supportNote')} />}
        <DriftFilters
          action="/drift/channels"
          label={t('search')}
          search={search}
          to={to}
          kinds={channelDriftKinds.map((kind) => ({ kind, name: t(`kinds.${kind}`), count: counts[kind] }))}
          accounts={accounts.filter((account) => account.kind === 'polyv' && account.isEnabled)}
          accountId={connection.id}
        />
        {page.rows.length === 0 ? (
          <NoChannelDrift filter={filter} sweep={sweep} clearHref={to({ q: '', kind: null })} />
        ) : (
          <ChannelDriftList
            key={JSON.stringify(search)}
            connectionId={connection.id}
            rows={page.rows}
            view={search.view}
            mayWrite={mayWrite}
            mayWriteDefault={can(user.role, 'default.write')}
            now={now}
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
