import type { Route } from 'next'
import { useTranslations } from 'next-intl'
import { type ActiveFilter, FilterBar } from '@/components/data-table/filter-bar'
import { FilterLink } from '@/components/data-table/filter-link'
import { SearchForm } from '@/components/data-table/search-form'
import { contractStates, licenseeSorts } from '@/lib/licensees/book-schema'
import type { LicenseeSearch } from './search-params'

type Props = {
  search: LicenseeSearch
  tags: readonly { tag: string; count: number }[]
  to: (change: Partial<LicenseeSearch>) => Route
}

const TAGS_SHOWN = 8
const cleared = { q: '', tag: null, contract: null, refused: false, archived: false } as const

/** Plain links and a GET form: the address says what is on screen, and it works before any script runs. */
export function LicenseeFilters({ search, tags, to }: Props) {
  const t = useTranslations('licensees')
  const active: ActiveFilter[] = []
  if (search.q) active.push({ key: 'q', label: t('filter.query'), value: search.q, removeHref: to({ q: '' }) })
  if (search.tag) active.push({ key: 'tag', label: t('filter.tag'), value: search.tag, removeHref: to({ tag: null }) })
  const kept = {
    tag: search.tag,
    contract: search.contract,
    refused: search.refused && 'true',
    archived: search.archived && 'true',
    sort: search.sort === 'name' ? null : search.sort,
  }
  return (
    <div className="mb-3 grid gap-2.5">
      <SearchForm action="/licensees" q={search.q} kept={kept} label={t('filter.search')} submit={t('filter.submit')} />
      <FilterBar filters={active} clearHref={to(cleared)}>
        <span className="text-12 text-ink-3">{t('filter.contract')}</span>
        <FilterLink href={to({ contract: null })} chosen={search.contract === null}>
          {t('contract.all')}
        </FilterLink>
        {contractStates.map((state) => (
          <FilterLink
            key={state}
            href={to({ contract: search.contract === state ? null : state })}
            chosen={search.contract === state}
          >
            {t(`contract.${state}`)}
          </FilterLink>
        ))}
        <span className="ml-3 text-12 text-ink-3">{t('filter.only')}</span>
        <FilterLink href={to({ refused: !search.refused })} chosen={search.refused}>
          {t('filter.refused')}
        </FilterLink>
        <FilterLink href={to({ archived: !search.archived })} chosen={search.archived}>
          {t('filter.archived')}
        </FilterLink>
        <span className="ml-3 text-12 text-ink-3">{t('filter.sort')}</span>
        {licenseeSorts.map((sort) => (
          <FilterLink key={sort} href={to({ sort })} chosen={search.sort === sort}>
            {t(`sort.${sort}`)}
          </FilterLink>
        ))}
      </FilterBar>
      {tags.length > 0 ? (
        <div className="flex flex-wrap items-center gap-1.5">
          <span className="text-12 text-ink-3">{t('filter.tag')}</span>
          {tags.slice(0, TAGS_SHOWN).map(({ tag, count }) => (
            <FilterLink key={tag} href={to({ tag: search.tag === tag ? null : tag })} chosen={search.tag === tag}>
              {tag} <span className="text-ink-3">{count}</span>
            </FilterLink>
          ))}
        </div>
      ) : null}
    </div>
  )
}
