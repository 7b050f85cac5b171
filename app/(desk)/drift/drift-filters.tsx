import type { Route } from 'next'
import { useTranslations } from 'next-intl'
import { type ActiveFilter, FilterBar } from '@/components/data-table/filter-bar'
import { FilterLink } from '@/components/data-table/filter-link'
import { SearchForm } from '@/components/data-table/search-form'
import { formatCount } from '@/lib/format'
import { driftViews } from '@/lib/grants/drift-schema'

type Search<TKind> = {
  q: string
  view: (typeof driftViews)[number]
  kind: TKind | null
  connection: string | null
  appid?: string | null
}

type DriftFiltersProps<TKind extends string> = {
  action: string
  label: string
  search: Search<TKind>
  to: (change: Partial<Search<TKind>>) => Route
  kinds: readonly { kind: TKind; name: string; count: number }[]
  accounts: readonly { id: string; name: string }[]
  accountId: string
}

/** Plain links and a GET form: the address says what is on screen. */
export function DriftFilters<TKind extends string>({
  action,
  label,
  search,
  to,
  kinds,
  accounts,
  accountId,
}: DriftFiltersProps<TKind>) {
  const t = useTranslations('drift')
  const active: ActiveFilter[] = []
  if (search.q) active.push({ key: 'q', label: t('search.query'), value: search.q, removeHref: to({ q: '' }) })
  if (search.appid)
    active.push({ key: 'appid', label: t('search.appid'), value: search.appid, removeHref: to({ appid: null }) })
  const { view, kind, appid, connection } = search
  const kept = { view: view !== 'open' && view, kind, appid, connection }
  return (
    <div className="grid gap-2.5">
      <SearchForm action={action} q={search.q} kept={kept} label={label} submit={t('search.button')} />
      <FilterBar filters={active} clearHref={to({ q: '', appid: null })}>
        <span className="text-12 text-ink-3">{t('views.label')}</span>
        {driftViews.map((view) => (
          <FilterLink key={view} href={to({ view })} chosen={search.view === view}>
            {t(`views.${view}`)}
          </FilterLink>
        ))}
        <span className="ml-3 text-12 text-ink-3">{t('kinds.label')}</span>
        <FilterLink href={to({ kind: null })} chosen={search.kind === null}>
          {t('kinds.all')}
        </FilterLink>
        {kinds.map(({ kind, name, count }) => (
          <FilterLink key={kind} href={to({ kind })} chosen={search.kind === kind}>
            {name}
            {search.view === 'open' && count > 0 ? <b>{formatCount(count)}</b> : null}
          </FilterLink>
        ))}
        {accounts.length > 1 ? (
          <>
            <span className="ml-3 text-12 text-ink-3">{t('connection')}</span>
            {accounts.map(({ id, name }) => (
              <FilterLink key={id} href={to({ connection: id })} chosen={id === accountId}>
                {name}
              </FilterLink>
            ))}
          </>
        ) : null}
      </FilterBar>
    </div>
  )
}
