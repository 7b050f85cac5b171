import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import type { SearchParams } from 'nuqs/server'
import { Suspense } from 'react'
import { FilterLink } from '@/components/data-table/filter-link'
import { ClientMessages } from '@/components/shell/client-messages'
import { NoConnection } from '@/components/shell/no-connection'
import { PageBody, PageHead } from '@/components/shell/page-head'
import { Icon } from '@/components/ui/icon'
import { TableSkeleton } from '@/components/ui/skeleton'
import { can } from '@/lib/auth/permissions'
import { requirePermission } from '@/lib/auth/session'
import { currentConnection, listConnections } from '@/lib/connections/queries'
import { diagnoseQuery } from '@/lib/diagnose/schema'
import { findDramas } from '@/lib/dramas/queries'
import { findLicensees } from '@/lib/licensees/queries'
import { DiagnoseForm } from './diagnose-form'
import { DiagnosisView } from './diagnosis-view'
import { diagnoseHref, loadDiagnoseSearch } from './search-params'
import { SubjectHead } from './subject-head'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('diagnose'))('title') }
}

export default async function DiagnosePage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { user } = await requirePermission('desk.read')
  const t = await getTranslations('diagnose')
  const search = await loadDiagnoseSearch(searchParams)
  const connection = await currentConnection('wechat', search.connection)
  if (!connection) return <NoConnection of="diagnose" />
  const accounts = (await listConnections()).filter((account) => account.kind === 'wechat' && account.isEnabled)
  const asked = diagnoseQuery.safeParse({ appid: search.appid, drama: search.drama })
  const wrong = asked.success ? [] : asked.error.issues.map((issue) => issue.path[0])
  const appid = asked.data?.appid ?? search.appid.trim()
  const dramaId = asked.data?.drama ?? search.drama.trim()
  const [[licensee], [drama]] = await Promise.all([
    findLicensees(connection.id, asked.success || !wrong.includes('appid') ? [appid] : []),
    findDramas(connection.id, asked.success || !wrong.includes('drama') ? [dramaId] : []),
  ])
  const form = (
    <DiagnoseForm
      key={`${appid} ${dramaId}`}
      connectionId={connection.id}
      appid={appid}
      appidName={licensee?.isListed ? licensee.name : null}
      appidError={search.appid !== '' && wrong.includes('appid')}
      dramaId={dramaId}
      dramaName={drama?.name ?? null}
      dramaError={search.drama !== '' && wrong.includes('drama')}
    />
  )
  return (
    <ClientMessages namespaces={['diagnose', 'errors']}>
      <PageHead
        title={t('title')}
        actions={
          accounts.length > 1
            ? accounts.map(({ id, name }) => (
                <FilterLink key={id} href={diagnoseHref({ ...search, connection: id })} chosen={id === connection.id}>
                  {name}
                </FilterLink>
              ))
            : null
        }
      />
      <PageBody className="max-w-[1120px]">
        {asked.success ? (
          <>
            <SubjectHead
              appid={appid}
              licensee={licensee?.isListed ? licensee.name : null}
              dramaId={dramaId}
              drama={drama?.name ?? null}
              connectionId={connection.id}
            />
            <details className="mt-2 mb-1 group">
              <summary className="link inline-flex min-h-7 items-center gap-1 text-12">
                <Icon name="search" small />
                {t('form.change')}
              </summary>
              <div className="py-3">{form}</div>
            </details>
            <Suspense key={`${connection.id} ${appid} ${dramaId}`} fallback={<Reading />}>
              <DiagnosisView
                connection={connection}
                subject={{ connectionId: connection.id, appid, dramaId }}
                dramaName={drama?.name ?? dramaId}
                mayGrant={can(user.role, 'grant.write')}
              />
            </Suspense>
          </>
        ) : (
          <>
            <p className="mb-4 max-w-prose text-ink-2">{t('lede')}</p>
            {form}
          </>
        )}
      </PageBody>
    </ClientMessages>
  )
}

async function Reading() {
  const t = await getTranslations('diagnose')
  return (
    <div className="mt-3">
      <div className="rule" />
      <p role="status" className="flex items-center gap-2 py-4 text-ink-2">
        <Icon name="retry" small className="turning" />
        {t('reading')}
      </p>
      <TableSkeleton rows={8} columns={2} />
    </div>
  )
}
