import { useTranslations } from 'next-intl'
import { ClientMessages } from '@/components/shell/client-messages'
import { DeskTabs } from '@/components/shell/desk-tabs'
import { Trail } from '@/components/shell/trail'
import { Pagination } from '@/components/ui/pagination'
import type { AuditQuery } from '@/lib/audit/audit-query'
import { toggleValue, withoutKey } from '@/lib/audit/query-edits'
import { printQuery } from '@/lib/audit/query-terms'
import type { StoryPage } from '@/lib/audit/stories'
import type { Role } from '@/lib/auth/permissions'
import { can } from '@/lib/auth/permissions'
import type { SavedView } from '@/lib/explorer/schema'
import { EventList } from './event-list'
import { LazyExportButton, LazyFacets, LazyNewEvents, LazyOverview, LazyViewDialog } from './lazy-parts'
import { listHref } from './list-href'
import { NoEvents } from './no-events'
import { QueryBox } from './query-box'
import { QueryProblems } from './query-problems'
import { auditHref } from './search-params'
import { useTermChips } from './term-chips'
import { ViewTabs } from './view-tabs'

type ExplorerProps = {
  query: AuditQuery
  written: string
  page: StoryPage
  notes: ReadonlyMap<string, number>
  names: ReadonlyMap<string, string>
  views: readonly SavedView[]
  view: SavedView | null
  role: Role
}

/** The log as support reads it: what is asked, how it lies in time, and the events in sentences. */
export function Explorer({ query, written, page, notes, names, views, view, role }: ExplorerProps) {
  const t = useTranslations('audit')
  const tExplorer = useTranslations('explorer')
  const chips = useTermChips(query.terms, names)
  const range = { from: query.filter.from?.toISOString(), until: query.filter.until?.toISOString() }
  const isEmpty = page.events.length === 0 && !page.isCut
  const rest = view ? { view: view.id } : {}
  return (
    <ClientMessages namespaces={['explorer', 'exportJobs', 'errors']}>
      <Trail steps={[{ label: t('title') }]} />
      <header className="explorer-head">
        <div className="explorer-title">
          <h1>{t('title')}</h1>
          <DeskTabs desk="audit" current="query" />
          <div className="explorer-actions">
            <LazyViewDialog
              written={written}
              view={view}
              mayChange={view !== null && (view.isOwn || can(role, 'audit.view.manage'))}
            />
            {can(role, 'audit.export') ? <LazyExportButton query={written} /> : null}
          </div>
        </div>
        <ViewTabs views={views} current={view} written={written} />
        <QueryBox written={written} viewId={view?.id} chips={chips} />
        <QueryProblems problems={query.problems} />
        <LazyOverview
          viewId={view?.id}
          written={written}
          restWritten={printQuery(withoutKey(query.terms, 'created'))}
          range={range}
        />
      </header>
      <div className="explorer-body">
        <LazyFacets written={written} viewId={view?.id} />
        <section className="explorer-rows" aria-label={t('listLabel')}>
          <div className="explorer-tools">
            {page.top ? (
              <LazyNewEvents written={written} since={page.top} />
            ) : (
              <a className="link text-12" href={auditHref(written, rest)}>
                {t('backToNewest')}
              </a>
            )}
            <nav className="seg ml-auto" aria-label={tExplorer('list.grouping')}>
              <a
                href={listHref(printQuery(withoutKey(query.terms, 'show')), view?.id)}
                aria-current={query.filter.everything ? undefined : 'true'}
              >
                {tExplorer('list.grouped')}
              </a>
              <a
                href={
                  query.filter.everything
                    ? auditHref(query.terms)
                    : auditHref(toggleValue(query.terms, 'show', 'all'), rest)
                }
                aria-current={query.filter.everything ? 'true' : undefined}
              >
                {tExplorer('list.single')}
              </a>
            </nav>
            <span className="text-12 text-ink-3">{t('beijing')}</span>
          </div>
          {page.events.length > 0 ? (
            <EventList events={page.events} folded={page.folded} notes={notes} unfolds={!query.filter.everything} />
          ) : null}
          {isEmpty && page.top ? <NoEvents terms={query.terms} chips={chips} /> : null}
          {isEmpty && !page.top ? <p className="px-2.5 py-3 text-12 text-ink-2">{tExplorer('list.noneHere')}</p> : null}
          {page.isCut ? <p className="px-2.5 py-3 text-12 text-ink-2">{tExplorer('list.cut')}</p> : null}
          <div className="px-2.5">
            <Pagination
              previousHref={page.newer ? auditHref(written, { ...rest, before: page.newer }) : undefined}
              nextHref={page.older ? auditHref(written, { ...rest, after: page.older }) : undefined}
              summary={t('newestFirst')}
            />
          </div>
        </section>
      </div>
    </ClientMessages>
  )
}
