import type { Metadata, Route } from 'next'
import { getTranslations } from 'next-intl/server'
import type { SearchParams } from 'nuqs/server'
import { ClientMessages } from '@/components/shell/client-messages'
import { PageBody, PageHead } from '@/components/shell/page-head'
import { ButtonLink } from '@/components/ui/button'
import { ExportLinks } from '@/components/ui/export-links'
import { Notice } from '@/components/ui/notice'
import { Pagination } from '@/components/ui/pagination'
import { can } from '@/lib/auth/permissions'
import { requirePermission } from '@/lib/auth/session'
import { currentConnection } from '@/lib/connections/queries'
import { formatCount } from '@/lib/format'
import { countLicensees, listLicensees, listTags } from '@/lib/licensees/list-licensees'
import { AddLicensee } from './add-licensee'
import { LicenseeFilters } from './licensee-filters'
import { LicenseesTable } from './licensees-table'
import { NoLicensees } from './no-licensees'
import { loadLicenseeSearch, toBookFilter, writeLicenseeSearch } from './search-params'
import { SelectionBar } from './selection-bar'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('licensees'))('title') }
}

export default async function LicenseesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { user } = await requirePermission('desk.read')
  const t = await getTranslations('licensees')
  const search = await loadLicenseeSearch(searchParams)
  const filter = toBookFilter(search)
  const [page, count, tags, connection] = await Promise.all([
    listLicensees(filter, search.cursor),
    countLicensees(filter),
    listTags(),
    currentConnection('wechat'),
  ])
  const mayWrite = can(user.role, 'grant.write')
  const canAdd = mayWrite && connection !== null && !search.archived
  const to = (change: Partial<typeof search>) =>
    writeLicenseeSearch('/licensees', { ...search, cursor: null, ...change }) as Route
  return (
    <ClientMessages namespaces={['licensees', 'dock', 'errors']}>
      <PageHead
        title={t('title')}
        meta={t('count', { count: formatCount(count) })}
        actions={
          <>
            <ExportLinks href={writeLicenseeSearch('/api/licensees/export', { ...search, cursor: null })} />
            {mayWrite ? (
              <>
                <ButtonLink href={'/licensees/import' as Route} icon="paste">
                  {t('import.open')}
                </ButtonLink>
                <AddLicensee />
              </>
            ) : null}
          </>
        }
      />
      <PageBody>
        <p className="mb-3 max-w-prose text-ink-2">{t('lede')}</p>
        {mayWrite ? null : <Notice title={t('readOnly')} className="mb-3" />}
        <LicenseeFilters search={search} tags={tags} to={to} />
        <LicenseesTable
          rows={page.rows}
          now={new Date().toISOString()}
          tagHref={(tag) => to({ tag })}
          hasTicks={canAdd}
          empty={<NoLicensees search={search} clearHref={'/licensees' as Route} mayWrite={mayWrite} />}
        />
        <Pagination
          previousHref={page.previous ? to({ cursor: page.previous }) : undefined}
          nextHref={page.next ? to({ cursor: page.next }) : undefined}
        />
        {canAdd ? <SelectionBar connectionId={connection.id} /> : null}
      </PageBody>
    </ClientMessages>
  )
}
