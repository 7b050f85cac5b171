import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { type AuditQuery, readAuditQuery } from '@/lib/audit/audit-query'
import { namesOfTerms } from '@/lib/audit/person-names'
import { printQuery } from '@/lib/audit/query-terms'
import { listStories } from '@/lib/audit/stories'
import { requirePermission } from '@/lib/auth/session'
import { getView, listViews } from '@/lib/explorer/queries'
import { countNotes } from '@/lib/notes/queries'
import { Explorer } from './explorer'
import { auditHref, type RawParams, readAddress, readPlace } from './search-params'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('audit'))('title') }
}

export default async function AuditPage({ searchParams }: { searchParams: Promise<RawParams> }) {
  const [{ user }, params] = await Promise.all([requirePermission('desk.read'), searchParams])
  const { written, viewId, isOldWay } = readAddress(params)
  if (isOldWay) redirect(auditHref(written, viewId ? { view: viewId } : {}))
  const view = viewId ? await getView(viewId, user.id) : null
  const query: AuditQuery = await readAuditQuery(written || (view?.query ?? ''))
  const place = readPlace(params)
  const [page, views, names] = await Promise.all([
    listStories(query.filter, place),
    listViews(user.id),
    namesOfTerms(query.terms),
  ])
  const notes = await countNotes(page.events)
  return (
    <Explorer
      query={query}
      written={printQuery(query.terms)}
      page={page}
      notes={notes}
      names={names}
      views={views}
      view={view}
      role={user.role}
    />
  )
}
