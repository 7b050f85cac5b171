import type { Metadata, Route } from 'next'
import { useTranslations } from 'next-intl'
import { getTranslations } from 'next-intl/server'
import { FilterBar } from '@/components/data-table/filter-bar'
import { PageBody, PageHead } from '@/components/shell/page-head'
import { ButtonLink } from '@/components/ui/button'
import { DownloadLink } from '@/components/ui/download-link'
import { Pagination } from '@/components/ui/pagination'
import { EXPORT_LIMIT } from '@/lib/audit/export-events'
import { countEvents, type EventPage, listActors, listEvents } from '@/lib/audit/queries'
import { requirePermission } from '@/lib/auth/session'
import { formatCount } from '@/lib/format'
import { countNotes } from '@/lib/notes/queries'
import { useActiveFilters } from './active-filters'
import { AuditFilters } from './audit-filters'
import { EventList } from './event-list'
import { NoEvents } from './no-events'
import {
  type AuditView,
  auditHref,
  filterKeys,
  type RawParams,
  readAuditView,
  readPlace,
  toAuditFilter,
  views,
} from './search-params'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('audit'))('title') }
}

export default async function AuditPage({ searchParams }: { searchParams: Promise<RawParams> }) {
  const [, params] = await Promise.all([requirePermission('desk.read'), searchParams])
  const view = readAuditView(params)
  const filter = toAuditFilter(view)
  const isNarrowed = filterKeys.some((key) => view[key] !== '')
  const [page, people, found] = await Promise.all([
    listEvents(filter, readPlace(params)),
    listActors(),
    isNarrowed ? countEvents(filter) : null,
  ])
  const notes = await countNotes(page.events)
  return <AuditScreen view={view} page={page} notes={notes} people={people} found={found} />
}

type AuditScreenProps = {
  view: AuditView
  page: EventPage
  notes: ReadonlyMap<string, number>
  people: readonly { id: string; name: string }[]
  found: { count: number; isMore: boolean } | null
}

function AuditScreen({ view, page, notes, people, found }: AuditScreenProps) {
  const t = useTranslations('audit')
  const filters = useActiveFilters(view, people)
  return (
    <>
      <PageHead
        title={t('title')}
        trail={[{ label: t('title') }]}
        actions={
          <>
            <ButtonLink href={'/audit/integrity' as Route} icon="check" prefetch={false}>
              {t('integrity')}
            </ButtonLink>
            <DownloadLink
              href={auditHref(view, {}, '/api/audit/export')}
              title={t('exportNote', { count: formatCount(EXPORT_LIMIT) })}
            >
              {t('export')}
            </DownloadLink>
          </>
        }
        tabs={
          <nav className="tabs" aria-label={t('view.label')}>
            {views.map((name) => (
              <a
                key={name}
                href={auditHref({ ...view, view: name })}
                aria-current={name === view.view ? 'page' : undefined}
              >
                {t(`view.${name}`)}
              </a>
            ))}
          </nav>
        }
      />
      <PageBody>
        <AuditFilters view={view} people={people} />
        {filters.length > 0 ? (
          <div className="mt-2 flex flex-wrap items-center gap-3">
            <FilterBar filters={filters} clearHref={auditHref({ view: view.view })} />
            {found ? (
              <p role="status" className="ml-auto text-12 text-ink-3">
                {t(found.isMore ? 'foundMore' : 'found', { count: formatCount(found.count) })}
              </p>
            ) : null}
          </div>
        ) : null}
        {page.events.length === 0 ? (
          <NoEvents view={view} filters={filters} />
        ) : (
          <EventList events={page.events} notes={notes} />
        )}
        <Pagination
          previousHref={page.newer ? auditHref(view, { before: page.newer }) : undefined}
          nextHref={page.older ? auditHref(view, { after: page.older }) : undefined}
          summary={page.newer ? <a href={auditHref(view)}>{t('backToNewest')}</a> : t('newestFirst')}
        />
      </PageBody>
    </>
  )
}
