import type { Metadata, Route } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import type { SearchParams } from 'nuqs/server'
import { SearchForm } from '@/components/data-table/search-form'
import { ClientMessages } from '@/components/shell/client-messages'
import { DeskTabs } from '@/components/shell/desk-tabs'
import { NoConnection } from '@/components/shell/no-connection'
import { PageHead } from '@/components/shell/page-head'
import { ButtonLink } from '@/components/ui/button'
import { Empty } from '@/components/ui/empty'
import { ExportLinks } from '@/components/ui/export-links'
import { Notice } from '@/components/ui/notice'
import { Pagination } from '@/components/ui/pagination'
import { can } from '@/lib/auth/permissions'
import { requirePermission } from '@/lib/auth/session'
import { currentConnection } from '@/lib/connections/queries'
import { formatCount, formatRelative } from '@/lib/format'
import { listAccountGrants } from '@/lib/grants/list-account-grants'
import { countGrants } from '@/lib/grants/queries'
import { RefreshButton } from '../refresh-button'
import { AccountFrame } from './account-frame'
import { AccountsTable } from './accounts-table'
import { loadAccountSearch, writeAccountSearch } from './search-params'

const PER_PAGE = 50

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('rights.tabs'))('accounts') }
}

export default async function AccountGrantsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { user } = await requirePermission('desk.read')
  const t = await getTranslations('rights.accounts')
  const tGrants = await getTranslations('grants')
  const search = await loadAccountSearch(searchParams)
  const connection = await currentConnection('wechat', search.connection)
  if (!connection) return <NoConnection of="grants" />
  const at = Math.max(0, Math.min(search.page, 100))
  const q = search.q.trim().slice(0, 100)
  const [rows, counts] = await Promise.all([
    listAccountGrants(connection.id, { q, offset: at * PER_PAGE, limit: PER_PAGE }),
    countGrants(connection.id),
  ])
  const mayWrite = can(user.role, 'account_grant.write')
  const now = new Date()
  const age = rows[0] ? t('readAt', { time: formatRelative(rows[0].readAt, now, await getLocale()) }) : ''
  const to = (page: number) => writeAccountSearch('/grants/accounts', { ...search, page }) as Route
  const newHref = writeAccountSearch('/grants/accounts/new', { connection: connection.id }) as Route
  return (
    <ClientMessages namespaces={['grants', 'rights', 'errors']}>
      <PageHead
        title={tGrants('title')}
        meta={`${t('count', { count: formatCount(counts.accountGrants) })}${age ? ` · ${age}` : ''}`}
        tabs={
          <DeskTabs
            desk="grants"
            current="accounts"
            connectionId={connection.id}
            counts={{ dramas: formatCount(counts.grants), accounts: formatCount(counts.accountGrants) }}
          />
        }
        actions={
          <>
            <ExportLinks href={writeAccountSearch('/api/grants/accounts/export', { connection: connection.id, q })} />
            {mayWrite ? <RefreshButton connectionId={connection.id} /> : null}
            {mayWrite ? (
              <ButtonLink href={newHref} icon="plus">
                {t('new')}
              </ButtonLink>
            ) : null}
          </>
        }
      />
      <AccountFrame lede={t('lede')}>
        {mayWrite ? null : <Notice className="mb-3" title={t('readOnly')} />}
        <SearchForm
          action="/grants/accounts"
          q={q}
          kept={{ connection: connection.id }}
          label={tGrants('licensee.searchLabel')}
          placeholder={tGrants('licensee.search')}
          submit={tGrants('list.searchButton')}
          className="mb-3 max-w-[440px]"
        />
        <AccountsTable
          rows={rows.slice(0, PER_PAGE)}
          now={now.toISOString()}
          connectionId={connection.id}
          mayWrite={mayWrite}
          empty={
            <Empty icon="grant" title={q ? tGrants('list.empty') : t('none')}>
              {q ? tGrants('list.emptyHint') : t('noneHint')}
            </Empty>
          }
        />
        <Pagination
          previousHref={at > 0 ? to(at - 1) : undefined}
          nextHref={rows.length > PER_PAGE ? to(at + 1) : undefined}
        />
      </AccountFrame>
    </ClientMessages>
  )
}
