import type { Route } from 'next'
import { useTranslations } from 'next-intl'
import { type ActiveFilter, FilterBar } from '@/components/data-table/filter-bar'
import { FilterLink } from '@/components/data-table/filter-link'
import { contractStates, rangeChoices } from '@/lib/expiring/schema'
import { shortenAppid } from '@/lib/format'
import type { ExpiringSearch } from './search-params'

type ExpiringFiltersProps = {
  search: ExpiringSearch
  to: (change: Partial<ExpiringSearch>) => Route
  tags: readonly string[]
  licenseeName: string | null
  accounts: readonly { id: string; name: string }[]
  accountId: string
}

/** Links only: the address says what is on screen. */
export function ExpiringFilters({ search, to, tags, licenseeName, accounts, accountId }: ExpiringFiltersProps) {
  const t = useTranslations('expiring')
  const active: ActiveFilter[] = []
  if (search.appid)
    active.push({
      key: 'appid',
      label: t('filters.appid'),
      value: licenseeName ?? shortenAppid(search.appid),
      removeHref: to({ appid: null }),
    })
  const shownTags = search.tag && !tags.includes(search.tag) ? [search.tag, ...tags] : tags
  return (
    <FilterBar filters={active} clearHref={to({ appid: null })}>
      {search.view === 'agenda' ? (
        <>
          <span className="text-12 text-ink-3">{t('range.label')}</span>
          {rangeChoices.map((days) => (
            <FilterLink key={days} href={to({ range: days })} chosen={search.range === days}>
              {t('range.days', { days })}
            </FilterLink>
          ))}
          <span className="w-2" />
        </>
      ) : null}
      <span className="text-12 text-ink-3">{t('filters.contract')}</span>
      <FilterLink href={to({ contract: null })} chosen={search.contract === null}>
        {t('filters.all')}
      </FilterLink>
      {contractStates.map((contract) => (
        <FilterLink key={contract} href={to({ contract })} chosen={search.contract === contract}>
          {t(`contract.${contract}`)}
        </FilterLink>
      ))}
      {shownTags.length > 0 ? <span className="ml-2 text-12 text-ink-3">{t('filters.tag')}</span> : null}
      {shownTags.map((tag) => (
        <FilterLink key={tag} href={to({ tag: search.tag === tag ? null : tag })} chosen={search.tag === tag}>
          {tag}
        </FilterLink>
      ))}
      {accounts.length > 1 ? (
        <>
          <span className="ml-2 text-12 text-ink-3">{t('filters.connection')}</span>
          {accounts.map(({ id, name }) => (
            <FilterLink key={id} href={to({ connection: id })} chosen={id === accountId}>
              {name}
            </FilterLink>
          ))}
        </>
      ) : null}
    </FilterBar>
  )
}
