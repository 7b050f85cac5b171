import type { Route } from 'next'
import { useTranslations } from 'next-intl'
import { type ActiveFilter, FilterBar } from '@/components/data-table/filter-bar'
import { FilterLink } from '@/components/data-table/filter-link'
import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { Input } from '@/components/ui/input'
import { expiryStates, grantSorts } from '@/lib/grants/queries'
import type { GrantSearch } from './search-params'

export type GrantFiltersProps = {
  search: GrantSearch
  to: (change: Partial<GrantSearch>) => Route
  accounts: readonly { id: string; name: string }[]
  accountId: string
}

/** Plain links and a GET form: the address says what is on screen, and it works before any script runs. */
export function GrantFilters({ search, to, accounts, accountId }: GrantFiltersProps) {
  const t = useTranslations('grants')
  const active: ActiveFilter[] = []
  if (search.q) active.push({ key: 'q', label: t('list.query'), value: search.q, removeHref: to({ q: '' }) })
  if (search.appid) {
    active.push({ key: 'appid', label: t('list.licenseeFilter'), value: search.appid, removeHref: to({ appid: null }) })
  }
  return (
    <div className="mb-3 grid gap-2.5">
      <search>
        <form action="/grants" className="flex max-w-[560px] gap-2">
          {search.state ? <input type="hidden" name="state" value={search.state} /> : null}
          {search.appid ? <input type="hidden" name="appid" value={search.appid} /> : null}
          {search.sort === 'granted' ? null : <input type="hidden" name="sort" value={search.sort} />}
          {search.connection ? <input type="hidden" name="connection" value={search.connection} /> : null}
          <Input
            name="q"
            type="search"
            key={search.q}
            defaultValue={search.q}
            maxLength={100}
            aria-label={t('list.search')}
            placeholder={t('list.search')}
            prefix={<Icon name="search" small />}
            boxClassName="flex-1"
          />
          <Button type="submit">{t('list.searchButton')}</Button>
        </form>
      </search>
      <FilterBar filters={active} clearHref={to({ q: '', appid: null, state: null })}>
        <span className="text-12 text-ink-3">{t('list.state')}</span>
        <FilterLink href={to({ state: null })} chosen={search.state === null}>
          {t('states.all')}
        </FilterLink>
        {expiryStates.map((state) => (
          <FilterLink key={state} href={to({ state })} chosen={search.state === state}>
            {t(`states.${state}`)}
          </FilterLink>
        ))}
        <span className="ml-3 text-12 text-ink-3">{t('list.sort')}</span>
        {grantSorts.map((sort) => (
          <FilterLink key={sort} href={to({ sort })} chosen={search.sort === sort}>
            {t(`sorts.${sort}`)}
          </FilterLink>
        ))}
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
      </FilterBar>
    </div>
  )
}
