import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { PageBody, PageHead } from '@/components/shell/page-head'
import { DownloadLink } from '@/components/ui/download-link'
import { Pagination } from '@/components/ui/pagination'
import { listActors } from '@/lib/audit/queries'
import { requirePermission } from '@/lib/auth/session'
import { listConnections } from '@/lib/connections/queries'
import { listOperations } from '@/lib/operations/list-operations'
import { NoOperations } from './no-operations'
import { OperationFilters } from './operation-filters'
import { OperationsTable } from './operations-table'
import { operationsHref, type RawParams, readOperationsView, toFilter } from './search-params'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('operations'))('title') }
}

export default async function OperationsPage({ searchParams }: { searchParams: Promise<RawParams> }) {
  await requirePermission('desk.read')
  const view = readOperationsView(await searchParams)
  const { after, before } = view
  const place = after !== null ? { after } : before !== null ? { before } : null
  const filter = toFilter(view)
  const [t, tReceipt, page, people, connections] = await Promise.all([
    getTranslations('operations'),
    getTranslations('receipt.export'),
    listOperations(filter, place),
    listActors(),
    listConnections(),
  ])
  const unplaced = { ...view, after: null, before: null }
  return (
    <>
      <PageHead
        title={t('title')}
        trail={[{ label: t('title') }]}
        actions={
          <>
            <DownloadLink href={operationsHref(unplaced, '/api/operations/export')}>{tReceipt('csv')}</DownloadLink>
            <DownloadLink href={operationsHref(unplaced, '/api/operations/export.xlsx')}>
              {tReceipt('xlsx')}
            </DownloadLink>
          </>
        }
      />
      <PageBody>
        <OperationFilters view={unplaced} people={people} connections={connections} />
        {page.operations.length === 0 ? (
          <NoOperations isFiltered={Object.keys(filter).length > 0 || place !== null} />
        ) : (
          <>
            <OperationsTable operations={page.operations} />
            <Pagination
              previousHref={page.newer ? operationsHref({ ...unplaced, before: Number(page.newer) }) : undefined}
              nextHref={page.older ? operationsHref({ ...unplaced, after: Number(page.older) }) : undefined}
            />
          </>
        )}
      </PageBody>
    </>
  )
}
