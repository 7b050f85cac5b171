import { notFound, redirect } from 'next/navigation'
import { requirePermission } from '@/lib/auth/session'
import { getView } from '@/lib/explorer/queries'
import { auditHref } from '../../search-params'

/** A saved view's permalink: whatever its query is by now. */
export default async function SavedViewPage({ params }: { params: Promise<{ viewId: string }> }) {
  const [{ user }, { viewId }] = await Promise.all([requirePermission('desk.read'), params])
  const view = await getView(viewId, user.id)
  if (!view) notFound()
  redirect(auditHref(view.query, { view: view.id }))
}
