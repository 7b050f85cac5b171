import type { Route } from 'next'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { FilterLink } from '@/components/data-table/filter-link'
import { dramaSorts, holderFilters, stateFilters } from '@/lib/dramas/schema'
import { DramaSearchBox } from './drama-search-box'
import type { DramaSearch } from './search-params'

type DramaFiltersProps = {
  search: DramaSearch
  to: (change: Partial<DramaSearch>) => Route
  accounts: readonly { id: string; name: string }[]
  accountId: string
}

/** Every choice is an address, so a narrowed list can be sent to a colleague. */
export function DramaFilters({ search, to, accounts, accountId }: DramaFiltersProps) {
  const t = useTranslations('dramas')
  const hidden = Object.entries({ ...search, q: null }).flatMap(([name, value]) =>
    value ? [<input key={name} type="hidden" name={name} value={value} />] : [],
  )
  return (
    <div className="mb-3 grid gap-2">
      <DramaSearchBox q={search.q}>{hidden}</DramaSearchBox>
      <Choices label={t('list.state')}>
        <FilterLink href={to({ state: null })} chosen={search.state === null}>
          {t('list.all')}
        </FilterLink>
        {stateFilters.map((state) => (
          <FilterLink key={state} href={to({ state })} chosen={search.state === state}>
            {t(`states.${state}`)}
          </FilterLink>
        ))}
      </Choices>
      <Choices label={t('list.held')}>
        <FilterLink href={to({ held: null })} chosen={search.held === null}>
          {t('list.all')}
        </FilterLink>
        {holderFilters.map((held) => (
          <FilterLink key={held} href={to({ held })} chosen={search.held === held}>
            {t(`holderFilters.${held}`)}
          </FilterLink>
        ))}
      </Choices>
      <Choices label={t('list.sort')}>
        {dramaSorts.map((sort) => (
          <FilterLink key={sort} href={to({ sort })} chosen={search.sort === sort}>
            {t(`sorts.${sort}`)}
          </FilterLink>
        ))}
      </Choices>
      {accounts.length > 1 ? (
        <Choices label={t('list.connection')}>
          {accounts.map(({ id, name }) => (
            <FilterLink key={id} href={to({ connection: id })} chosen={id === accountId}>
              {name}
            </FilterLink>
          ))}
        </Choices>
      ) : null}
    </div>
  )
}

function Choices({ label, children }: { label: string; children: ReactNode }) {
  return (
    <nav className="flex flex-wrap items-center gap-1.5" aria-label={label}>
      <span className="w-12 text-12 text-ink-3">{label}</span>
      {children}
    </nav>
  )
}
