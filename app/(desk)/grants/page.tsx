import type { Metadata, Route } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import type { SearchParams } from 'nuqs/server'
import { ClientMessages } from '@/components/shell/client-messages'
import { DeskTabs } from '@/components/shell/desk-tabs'
import { NoConnection } from '@/components/shell/no-connection'
import { PageBody, PageHead } from '@/components/shell/page-head'
import { ButtonLink } from '@/components/ui/button'
import { Empty } from '@/components/ui/empty'
import { ExportLinks } from '@/components/ui/export-links'
import { Notice } from '@/components/ui/notice'
import { can } from '@/lib/auth/permissions'
import { requirePermission } from '@/lib/auth/session'
import { currentConnection, listConnections } from '@/lib/connections/queries'
import { formatCount, formatDateTime, formatRelative } from '@/lib/format'
import { isFiltered } from '@/lib/grants/filter-schema'
import { countGrants, listLicenseeTags } from '@/lib/grants/queries'
import { GrantFilters } from './grant-filters'
import { GrantRows } from './grant-rows'
import { RefreshButton } from './refresh-button'
import { type GrantSearch, loadGrantSearch, noFilter, toFilter, writeGrantSearch } from './search-params'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('grants'))('title') }
}

export default async function GrantsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { user } = await requirePermission('desk.read')
  const t = await getTranslations('grants')
  const search = await loadGrantSearch(searchParams)
  const connection = await currentConnection('wechat', search.connection)
  if (!connection) return <NoConnection of="grants" />

  const filter = toFilter(search)
  const [counts, accounts, tags] = await Promise.all([
    countGrants(connection.id),
    listConnections(),
    listLicenseeTags(connection.id),
  ])
  const mayWrite = can(user.role, 'grant.write')
  const to = (change: Partial<GrantSearch>) =>
    writeGrantSearch('/grants', { ...search, cursor: null, page: null, ...change }) as Route
  const age = counts.oldestReadAt
    ? `${t('list.readAt')} ${formatRelative(counts.oldestReadAt, new Date(), await getLocale())}`
    : t('list.never')

  return (
    <ClientMessages namespaces={['grants', 'rights', 'errors']}>
      <PageHead
        title={t('title')}
        meta={
          <span title={counts.oldestReadAt ? formatDateTime(counts.oldestReadAt) : undefined}>
            {t('list.count', { count: formatCount(counts.grants), age })}
          </span>
        }
        tabs={
          <DeskTabs
            desk="grants"
            current="dramas"
            connectionId={connection.id}
            counts={{ dramas: formatCount(counts.grants), accounts: formatCount(counts.accountGrants) }}
          />
        }
        actions={
          <>
            <ExportLinks
              href={writeGrantSearch('/api/grants/export', { ...search, cursor: null, page: null, group: null })}
            />
            {mayWrite ? <RefreshButton connectionId={connection.id} /> : null}
            {mayWrite ? (
              <ButtonLink href={'/grants/new' as Route} variant="primary" icon="plus">
                {t('newGrant')}
              </ButtonLink>
            ) : (
              <ButtonLink href={'/grants/new' as Route} icon="eye">
                {t('newGrant')}
              </ButtonLink>
            )}
          </>
        }
      />
      <PageBody>
        <p className="mb-3 max-w-prose text-ink-2">{t('lede')}</p>
        {connection.catalogueSyncError ? (
          <Notice
            tone="attention"
            className="mb-3"
            title={t('list.syncError', { message: connection.catalogueSyncError })}
          />
        ) : null}
        <GrantFilters
          search={search}
          to={to}
          accounts={accounts.filter((account) => account.kind === 'wechat' && account.isEnabled)}
          accountId={connection.id}
          tags={tags}
        />
        <GrantRows
          connectionId={connection.id}
          search={search}
          filter={filter}
          mayWrite={mayWrite}
          empty={
            <Empty
              icon="grant"
              title={t(isFiltered(filter) ? 'list.empty' : 'list.none')}
              action={isFiltered(filter) ? <ButtonLink href={to(noFilter)}>{t('states.all')}</ButtonLink> : null}
            >
              {t(isFiltered(filter) ? 'list.emptyHint' : 'list.noneHint')}
            </Empty>
          }
        />
      </PageBody>
    </ClientMessages>
  )
}
