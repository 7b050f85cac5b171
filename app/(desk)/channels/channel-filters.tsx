import { useTranslations } from 'next-intl'
import { FilterLink } from '@/components/data-table/filter-link'
import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { watchStatuses } from '@/lib/channels/channel-views-schema'
import { conditionTypes } from '@/lib/channels/form-schema'
import { type ListView, listHref } from './search-params'

/** Search is a plain form; every other filter is a link, so the address is the state. */
export function ChannelFilters({ view }: { view: ListView }) {
  const t = useTranslations('channels')
  const tList = useTranslations('apply.list')
  const ofOneType = conditionTypes.some((type) => type === view.type)
  return (
    <div className="mb-4 grid gap-2.5">
      <search>
        <form action="/channels" className="flex max-w-[480px] gap-2">
          {view.connection ? <input type="hidden" name="connection" value={view.connection} /> : null}
          {view.type ? <input type="hidden" name="type" value={view.type} /> : null}
          {view.rank ? <input type="hidden" name="rank" value={view.rank} /> : null}
          {view.status ? <input type="hidden" name="status" value={view.status} /> : null}
          {view.drift ? <input type="hidden" name="drift" value={view.drift} /> : null}
          {view.follows ? <input type="hidden" name="follows" value={view.follows} /> : null}
          <span className="control flex-1">
            <Icon name="search" small className="text-ink-3" />
            <input
              type="search"
              name="q"
              defaultValue={view.q}
              placeholder={t('list.search')}
              aria-label={t('list.search')}
            />
          </span>
          <Button type="submit">{t('list.searchAction')}</Button>
        </form>
      </search>
      <nav className="flex flex-wrap items-center gap-1.5" aria-label={t('list.filterType')}>
        <span className="w-20 text-12 text-ink-3">{t('list.filterType')}</span>
        <FilterLink href={listHref(view, { type: '', rank: '' })} chosen={view.type === ''}>
          {t('list.all')}
        </FilterLink>
        {conditionTypes.map((type) => (
          <FilterLink key={type} href={listHref(view, { type })} chosen={view.type === type}>
            {t(`types.${type}`)}
          </FilterLink>
        ))}
        <FilterLink href={listHref(view, { type: 'open', rank: '' })} chosen={view.type === 'open'}>
          {t('list.open')}
        </FilterLink>
        <FilterLink href={listHref(view, { type: 'unsupported', rank: '' })} chosen={view.type === 'unsupported'}>
          {t('list.unsupported')}
        </FilterLink>
      </nav>
      {ofOneType ? (
        <nav className="flex flex-wrap items-center gap-1.5" aria-label={tList('filterRank')}>
          <span className="w-20 text-12 text-ink-3">{tList('filterRank')}</span>
          {(['', '1', '2'] as const).map((rank) => (
            <FilterLink key={rank} href={listHref(view, { rank })} chosen={view.rank === rank}>
              {rank === '' ? tList('anyRank') : t(rank === '1' ? 'ranks.primary' : 'ranks.secondary')}
            </FilterLink>
          ))}
        </nav>
      ) : null}
      <nav className="flex flex-wrap items-center gap-1.5" aria-label={t('list.filterStatus')}>
        <span className="w-20 text-12 text-ink-3">{t('list.filterStatus')}</span>
        <FilterLink href={listHref(view, { status: '' })} chosen={view.status === ''}>
          {t('list.all')}
        </FilterLink>
        {watchStatuses.map((status) => (
          <FilterLink key={status} href={listHref(view, { status })} chosen={view.status === status}>
            {t(`watchStatus.${status}`)}
          </FilterLink>
        ))}
        <span aria-hidden="true" className="mx-1 h-4 border-l border-line" />
        <FilterLink
          href={listHref(view, { follows: view.follows === 'yes' ? '' : 'yes' })}
          chosen={view.follows === 'yes'}
        >
          {t('list.follows')}
        </FilterLink>
        <FilterLink href={listHref(view, { drift: view.drift ? '' : 'open' })} chosen={view.drift === 'open'}>
          {tList('drift')}
        </FilterLink>
      </nav>
    </div>
  )
}
