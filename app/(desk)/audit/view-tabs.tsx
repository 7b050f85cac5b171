import { useTranslations } from 'next-intl'
import { MOST_TABS, type SavedView } from '@/lib/explorer/schema'
import { auditHref, type BuiltInView, builtInViews } from './search-params'
import { type ViewTab, ViewTabRow } from './view-tab-row'

type ViewTabsProps = { views: readonly SavedView[]; current: SavedView | null; written: string }

/** Built-in views, then the person's own and those that are shared. The rest fold away. */
export function ViewTabs({ views, current, written }: ViewTabsProps) {
  const t = useTranslations('explorer.views')
  const first = current ? [current, ...views.filter(({ id }) => id !== current.id)] : views
  const toTab = (view: SavedView): ViewTab => ({
    key: view.id,
    href: `/audit/views/${view.id}`,
    name: view.name,
    by: view.isOwn ? null : t('by', { name: view.ownerName }),
    title: view.isOwn ? view.query : `${t('by', { name: view.ownerName })}　${view.query}`,
    isCurrent: view.id === current?.id,
  })
  const builtIn = (Object.keys(builtInViews) as BuiltInView[]).map(
    (name): ViewTab => ({
      key: name,
      href: auditHref(builtInViews[name]),
      name: t(name),
      by: null,
      title: undefined,
      isCurrent: !current && written === builtInViews[name],
    }),
  )
  const more = first.slice(MOST_TABS)
  return (
    <ViewTabRow
      label={t('label')}
      builtIn={builtIn}
      saved={first.slice(0, MOST_TABS).map(toTab)}
      more={more.map(toTab)}
      moreText={more.length > 0 ? t('more', { count: more.length }) : ''}
    />
  )
}
