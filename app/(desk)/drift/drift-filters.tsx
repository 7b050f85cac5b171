import type { Route } from 'next'
import { useTranslations } from 'next-intl'
import { type ActiveFilter, FilterBar } from '@/components/data-table/filter-bar'
import { FilterLink } from '@/components/data-table/filter-link'
import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { Input } from '@/components/ui/input'
import { formatCount } from '@/lib/format'
import { type DriftKind, driftKinds, driftViews } from '@/lib/grants/drift-schema'
import type { DriftSearch } from './search-params'

type DriftFiltersProps = {
  search: DriftSearch
  to: (change: Partial<DriftSearch>) => Route
  counts: Record<DriftKind, number>
  accounts: readonly { id: string; name: string }[]
  accountId: string
}

/** Plain links and a GET form: the address says what is on screen. */
export function DriftFilters({ search, to, counts, accounts, accountId }: DriftFiltersProps) {
  const t = useTranslations('drift')
  const active: ActiveFilter[] = []
  if (search.q) active.push({ key: 'q', label: t('search.query'), value: search.q, removeHref: to({ q: '' }) })
  if (search.appid)
    active.push({ key: 'appid', label: t('search.appid'), value: search.appid, removeHref: to({ appid: null }) })
  const kept = { kind: search.kind, appid: search.appid, connection: search.connection }
  return (
    <div className="grid gap-2.5">
      <search>
        <form action="/drift" className="flex max-w-[560px] gap-2">
          {search.view === 'open' ? null : <input type="hidden" name="view" value={search.view} />}
          {Object.entries(kept).map(([name, value]) =>
            value ? <input key={name} type="hidden" name={name} value={value} /> : null,
          )}
          <Input
            name="q"
            type="search"
            key={search.q}
            defaultValue={search.q}
            maxLength={100}
            aria-label={t('search.label')}
            placeholder={t('search.label')}
            prefix={<Icon name="search" small />}
            boxClassName="flex-1"
          />
          <Button type="submit">{t('search.button')}</Button>
        </form>
      </search>
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
        {driftKinds.map((kind) => (
          <FilterLink key={kind} href={to({ kind })} chosen={search.kind === kind}>
            {t(`kinds.${kind}`)}
            {search.view === 'open' && counts[kind] > 0 ? <b>{formatCount(counts[kind])}</b> : null}
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
