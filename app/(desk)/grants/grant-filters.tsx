import type { Route } from 'next'
import { useTranslations } from 'next-intl'
import { type ActiveFilter, FilterBar } from '@/components/data-table/filter-bar'
import { FilterLink } from '@/components/data-table/filter-link'
import { expiryStates, grantSorts, grantSources } from '@/lib/grants/filter-schema'
import { grantGroupings } from '@/lib/grants/selection-schema'
import { GrantSearchForm } from './grant-search-form'
import { type GrantSearch, noFilter } from './search-params'

type GrantFiltersProps = {
  search: GrantSearch
  to: (change: Partial<GrantSearch>) => Route
  accounts: readonly { id: string; name: string }[]
  accountId: string
  tags: readonly string[]
}

/** Plain links and a GET form: the address says what is on screen, and it works before any script runs. */
export function GrantFilters({ search, to, accounts, accountId, tags }: GrantFiltersProps) {
  const t = useTranslations('grants')
  const tRights = useTranslations('rights.filter')
  const active = useActiveFilters(search, to)
  return (
    <div className="mb-3 grid gap-2.5">
      <GrantSearchForm search={search} tags={tags} />
      <FilterBar filters={active} clearHref={to(noFilter)}>
        <span className="text-12 text-ink-3">{t('list.state')}</span>
        <FilterLink href={to({ state: null })} chosen={search.state === null}>
          {t('states.all')}
        </FilterLink>
        {expiryStates.map((state) => (
          <FilterLink key={state} href={to({ state })} chosen={search.state === state}>
            {t(`states.${state}`)}
          </FilterLink>
        ))}
        <span className="ml-3 text-12 text-ink-3">{tRights('source')}</span>
        {grantSources.map((source) => (
          <FilterLink
            key={source}
            href={to({ source: search.source === source ? null : source })}
            chosen={search.source === source}
          >
            {tRights(source)}
          </FilterLink>
        ))}
      </FilterBar>
      <div className="flex flex-wrap items-center gap-1.5">
        <span className="text-12 text-ink-3">{tRights('group')}</span>
        <FilterLink href={to({ group: null })} chosen={search.group === null}>
          {tRights('list')}
        </FilterLink>
        {grantGroupings.map((group) => (
          <FilterLink key={group} href={to({ group })} chosen={search.group === group}>
            {tRights(group === 'licensee' ? 'byLicensee' : 'byDrama')}
          </FilterLink>
        ))}
        {search.group ? null : (
          <>
            <span className="ml-3 text-12 text-ink-3">{t('list.sort')}</span>
            {grantSorts.map((sort) => (
              <FilterLink key={sort} href={to({ sort })} chosen={search.sort === sort}>
                {t(`sorts.${sort}`)}
              </FilterLink>
            ))}
          </>
        )}
        {accounts.length > 1 ? (
          <>
            <span className="ml-3 text-12 text-ink-3">{t('list.connection')}</span>
            {accounts.map(({ id, name }) => (
              <FilterLink key={id} href={to({ connection: id })} chosen={id === accountId}>
                {name}
              </FilterLink>
            ))}
          </>
        ) : null}
      </div>
    </div>
  )
}

function useActiveFilters(search: GrantSearch, to: GrantFiltersProps['to']): ActiveFilter[] {
  const t = useTranslations('grants.list')
  const tRights = useTranslations('rights.filter')
  const active: ActiveFilter[] = []
  const add = (key: string, label: string, value: string, gone: Partial<GrantSearch>) =>
    active.push({ key, label, value, removeHref: to(gone) })
  if (search.q) add('q', t('query'), search.q, { q: '' })
  if (search.appid) add('appid', t('licenseeFilter'), search.appid, { appid: null })
  if (search.drama) add('drama', tRights('drama'), search.drama, { drama: null })
  if (search.contract) add('contract', tRights('contract'), search.contract, { contract: null })
  if (search.tag) add('tag', tRights('tag'), search.tag, { tag: null })
  if (search.from || search.until) {
    const [from, until] = [search.from ?? '', search.until ?? '']
    const value = !until
      ? tRights('openFrom', { from })
      : !from
        ? tRights('openUntil', { until })
        : tRights('between', { from, until })
    add('range', tRights('range'), value, { from: null, until: null })
  }
  return active
}
