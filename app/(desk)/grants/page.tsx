import type { Metadata, Route } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import type { SearchParams } from 'nuqs/server'
import { ClientMessages } from '@/components/shell/client-messages'
import { PageBody, PageHead } from '@/components/shell/page-head'
import { ButtonLink, buttonLook } from '@/components/ui/button'
import { Empty } from '@/components/ui/empty'
import { Icon } from '@/components/ui/icon'
import { Notice } from '@/components/ui/notice'
import { Pagination } from '@/components/ui/pagination'
import { can } from '@/lib/auth/permissions'
import { requirePermission } from '@/lib/auth/session'
import { currentConnection, listConnections } from '@/lib/connections/queries'
import { formatCount, formatDateTime, formatRelative } from '@/lib/format'
import { countGrants, type GrantFilter, listGrants } from '@/lib/grants/queries'
import { appidPattern } from '@/lib/licensees/schema'
import { GrantFilters } from './grant-filters'
import { GrantsTable } from './grants-table'
import { NoConnection } from './no-connection'
import { RefreshButton } from './refresh-button'
import { loadGrantSearch, writeGrantSearch } from './search-params'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('grants'))('title') }
}

export default async function GrantsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { user } = await requirePermission('desk.read')
  const t = await getTranslations('grants')
  const search = await loadGrantSearch(searchParams)
  const connection = await currentConnection('wechat', search.connection)
  if (!connection) return <NoConnection />

  const filter: GrantFilter = {
    connectionId: connection.id,
    q: search.q.trim().slice(0, 100),
    appid: search.appid && appidPattern.test(search.appid) ? search.appid : null,
    state: search.state,
    sort: search.sort,
  }
  const [page, counts, accounts] = await Promise.all([
    listGrants(filter, search.cursor),
    countGrants(connection.id),
    listConnections(),
  ])
  const mayWrite = can(user.role, 'grant.write')
  const isFiltered = filter.q !== '' || filter.appid !== null || filter.state !== null
  const to = (change: Partial<typeof search>) =>
    writeGrantSearch('/grants', { ...search, cursor: null, ...change }) as Route
  const age = counts.oldestReadAt
    ? `${t('list.readAt')} ${formatRelative(counts.oldestReadAt, new Date(), await getLocale())}`
    : t('list.never')

  return (
    <ClientMessages namespaces={['grants', 'errors']}>
      <PageHead
        title={t('title')}
        meta={
          <span title={counts.oldestReadAt ? formatDateTime(counts.oldestReadAt) : undefined}>
            {t('list.count', { count: formatCount(counts.grants), age })}
          </span>
        }
        actions={
          <>
            <a
              className={buttonLook()}
              href={writeGrantSearch('/api/grants/export', { ...search, cursor: null })}
              download
            >
              <Icon name="download" />
              {t('export.action')}
            </a>
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
        />
        <GrantsTable
          rows={page.rows}
          now={new Date()}
          licenseeHref={(appid) => to({ appid })}
          empty={
            <Empty
              icon="grant"
              title={t(isFiltered ? 'list.empty' : 'list.none')}
              action={
                isFiltered ? (
                  <ButtonLink href={to({ q: '', appid: null, state: null })}>{t('states.all')}</ButtonLink>
                ) : null
              }
            >
              {t(isFiltered ? 'list.emptyHint' : 'list.noneHint')}
            </Empty>
          }
        />
        <Pagination
          previousHref={page.previous ? to({ cursor: page.previous }) : undefined}
          nextHref={page.next ? to({ cursor: page.next }) : undefined}
          summary={counts.accountGrants > 0 ? t('list.accountGrants', { count: counts.accountGrants }) : undefined}
        />
      </PageBody>
    </ClientMessages>
  )
}
