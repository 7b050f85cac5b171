import type { Route } from 'next'
import { useTranslations } from 'next-intl'
import { type ActiveFilter, FilterBar } from '@/components/data-table/filter-bar'
import { FilterLink } from '@/components/data-table/filter-link'
import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { Input } from '@/components/ui/input'
import { type ChannelDriftKind, channelDriftKinds, channelDriftViews } from '@/lib/channels/drift-schema'
import { formatCount } from '@/lib/format'
import type { ChannelDriftSearch } from './search-params'

type Props = {
  search: ChannelDriftSearch
  to: (change: Partial<ChannelDriftSearch>) => Route
  counts: Record<ChannelDriftKind, number>
  accounts: readonly { id: string; name: string }[]
  accountId: string
}

/** Plain links and a GET form: the address says what is on screen. */
export function ChannelDriftFilters({ search, to, counts, accounts, accountId }: Props) {
  const t = useTranslations('channel-drift')
  const tDrift = useTranslations('drift')
  const active: ActiveFilter[] = search.q
    ? [{ key: 'q', label: tDrift('search.query'), value: search.q, removeHref: to({ q: '' }) }]
    : []
  const kept = { view: search.view === 'open' ? null : search.view, kind: search.kind, connection: search.connection }
  return (
    <div className="grid gap-2.5">
      <search>
        <form action="/drift/channels" className="flex max-w-[560px] gap-2">
          {Object.entries(kept).map(([name, value]) =>
            value ? <input key={name} type="hidden" name={name} value={value} /> : null,
          )}
          <Input
            name="q"
            type="search"
            key={search.q}
            defaultValue={search.q}
            maxLength={100}
            aria-label={t('search')}
            placeholder={t('search')}
            prefix={<Icon name="search" small />}
            boxClassName="flex-1"
          />
          <Button type="submit">{tDrift('search.button')}</Button>
        </form>
      </search>
      <FilterBar filters={active} clearHref={to({ q: '' })}>
        <span className="text-12 text-ink-3">{tDrift('views.label')}</span>
        {channelDriftViews.map((view) => (
          <FilterLink key={view} href={to({ view })} chosen={search.view === view}>
            {tDrift(`views.${view}`)}
          </FilterLink>
        ))}
        <span className="ml-3 text-12 text-ink-3">{tDrift('kinds.label')}</span>
        <FilterLink href={to({ kind: null })} chosen={search.kind === null}>
          {tDrift('kinds.all')}
        </FilterLink>
        {channelDriftKinds.map((kind) => (
          <FilterLink key={kind} href={to({ kind })} chosen={search.kind === kind}>
            {t(`kinds.${kind}`)}
            {search.view === 'open' && counts[kind] > 0 ? <b>{formatCount(counts[kind])}</b> : null}
          </FilterLink>
        ))}
        {accounts.length > 1 ? (
          <>
            <span className="ml-3 text-12 text-ink-3">{tDrift('connection')}</span>
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
