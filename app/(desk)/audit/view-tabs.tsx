'use client'
import { useTranslations } from 'next-intl'
import { MOST_TABS, type SavedView } from '@/lib/explorer/schema'
import { auditHref, type BuiltInView, builtInViews } from './search-params'
import { useViewCounts } from './use-view-counts'

type ViewTabsProps = { views: readonly SavedView[]; current: SavedView | null; written: string }

/** Built-in views, then the person's own and those that are shared. The rest fold away. */
export function ViewTabs({ views, current, written }: ViewTabsProps) {
  const t = useTranslations('explorer.views')
  const names = Object.keys(builtInViews) as BuiltInView[]
  const first = current ? [current, ...views.filter(({ id }) => id !== current.id)] : views
  const [shown, more] = [first.slice(0, MOST_TABS), first.slice(MOST_TABS)]
  const countOf = useViewCounts(shown.map(({ id }) => id))
  return (
    <nav className="tabs explorer-tabs" aria-label={t('label')}>
      {names.map((name) => (
        <a
          key={name}
          href={auditHref(builtInViews[name])}
          aria-current={!current && written === builtInViews[name] ? 'page' : undefined}
        >
          {t(name)}
          <Count text={countOf(name)} />
        </a>
      ))}
      {shown.map((view) => (
        <SavedTab key={view.id} view={view} isCurrent={view.id === current?.id} count={countOf(view.id)} />
      ))}
      {more.length > 0 ? (
        <details className="explorer-more">
          <summary>{t('more', { count: more.length })}</summary>
          <div className="popup p-1">
            {more.map((view) => (
              <SavedTab key={view.id} view={view} isCurrent={false} count={null} />
            ))}
          </div>
        </details>
      ) : null}
    </nav>
  )
}

const Count = ({ text }: { text: string | null }) => (text === null ? null : <small> {text}</small>)

type TabProps = { view: SavedView; isCurrent: boolean; count: string | null }

function SavedTab({ view, isCurrent, count }: TabProps) {
  const t = useTranslations('explorer.views')
  return (
    <a
      href={`/audit/views/${view.id}`}
      aria-current={isCurrent ? 'page' : undefined}
      title={view.isOwn ? view.query : `${t('by', { name: view.ownerName })}　${view.query}`}
    >
      {view.name}
      <Count text={count} />
      {view.isOwn ? null : <small>{t('by', { name: view.ownerName })}</small>}
    </a>
  )
}
