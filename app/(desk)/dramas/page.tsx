import type { Metadata, Route } from 'next'
import { getTranslations } from 'next-intl/server'
import type { SearchParams } from 'nuqs/server'
import { ClientMessages } from '@/components/shell/client-messages'
import { NoConnection } from '@/components/shell/no-connection'
import { PageBody, PageHead } from '@/components/shell/page-head'
import { ExportLinks } from '@/components/ui/export-links'
import { can } from '@/lib/auth/permissions'
import { requirePermission } from '@/lib/auth/session'
import { currentConnection, listConnections } from '@/lib/connections/queries'
import { askForSyncIfStale } from '@/lib/dramas/ask-for-sync'
import { countCatalogue, listCatalogue, readCatalogueState } from '@/lib/dramas/list-catalogue'
import { countGrants } from '@/lib/grants/queries'
import { CatalogueNotices } from './catalogue-notices'
import { DramaBrowser } from './drama-browser'
import { DramaFilters } from './drama-filters'
import { loadDramaSearch, toFilter, writeDramaSearch } from './search-params'
import { SyncControl } from './sync-control'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('dramas'))('title') }
}

export default async function DramasPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { user } = await requirePermission('desk.read')
  const t = await getTranslations('dramas')
  const search = await loadDramaSearch(searchParams)
  const connection = await currentConnection('wechat', search.connection)
  if (!connection) return <NoConnection of="dramas" />
  const filter = toFilter(search)
  const [first, count, state, grants, accounts] = await Promise.all([
    listCatalogue(connection.id, filter),
    countCatalogue(connection.id, filter),
    readCatalogueState(connection.id),
    countGrants(connection.id),
    listConnections(),
    askForSyncIfStale(connection),
  ])
  const now = new Date().toISOString()
  const mayGrant = can(user.role, 'grant.write')
  const query = writeDramaSearch('', { ...search, ...filter, connection: connection.id })
  return (
    <ClientMessages namespaces={['dramas', 'dock', 'errors']}>
      <PageHead
        title={t('title')}
        meta={
          <SyncControl key={connection.id} connectionId={connection.id} initial={state} now={now} mayAsk={mayGrant} />
        }
        actions={<ExportLinks quiet href={`/api/dramas/export${query}`} />}
      />
      <PageBody>
        <p className="mb-3 max-w-prose text-ink-2">{t('lede')}</p>
        <CatalogueNotices state={state} now={now} />
        <DramaFilters
          search={search}
          to={(change) => writeDramaSearch('/dramas', { ...search, ...change }) as Route}
          accounts={accounts.filter((account) => account.kind === 'wechat' && account.isEnabled)}
          accountId={connection.id}
        />
        <DramaBrowser
          first={first}
          count={count}
          query={query}
          connectionId={connection.id}
          isFiltered={filter.q !== '' || Boolean(filter.state) || Boolean(filter.held)}
          clearHref={writeDramaSearch('/dramas', { connection: search.connection }) as Route}
          accountGrants={grants.accountGrants}
          mayGrant={mayGrant}
          now={now}
        />
      </PageBody>
    </ClientMessages>
  )
}
