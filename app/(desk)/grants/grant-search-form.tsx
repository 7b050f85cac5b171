import { useTranslations } from 'next-intl'
import { Labelled } from '@/components/data-table/labelled'
import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { Input } from '@/components/ui/input'
import type { GrantSearch } from './search-params'

/** Everything typed, in one form; what is chosen by links rides along hidden. */
export function GrantSearchForm({ search, tags }: { search: GrantSearch; tags: readonly string[] }) {
  const t = useTranslations('grants.list')
  const tRights = useTranslations('rights.filter')
  const kept = ['state', 'appid', 'drama', 'source', 'group', 'connection'] as const
  return (
    <search>
      <form action="/grants" className="flex flex-wrap items-end gap-2" key={JSON.stringify(search)}>
        {kept.map((name) =>
          search[name] ? <input key={name} type="hidden" name={name} value={search[name] ?? ''} /> : null,
        )}
        {search.sort === 'granted' ? null : <input type="hidden" name="sort" value={search.sort} />}
        <Input
          name="q"
          type="search"
          defaultValue={search.q}
          maxLength={100}
          aria-label={t('search')}
          placeholder={t('search')}
          prefix={<Icon name="search" small />}
          boxClassName="min-w-0 flex-1 basis-[280px] max-w-[440px]"
        />
        <Labelled id="filter-contract" label={tRights('contract')}>
          <Input
            id="filter-contract"
            name="contract"
            defaultValue={search.contract ?? ''}
            maxLength={60}
            boxClassName="w-36"
          />
        </Labelled>
        {tags.length > 0 ? (
          <Labelled id="filter-tag" label={tRights('tag')}>
            <select id="filter-tag" name="tag" defaultValue={search.tag ?? ''} className="control">
              <option value="">{tRights('anyTag')}</option>
              {tags.map((tag) => (
                <option key={tag}>{tag}</option>
              ))}
            </select>
          </Labelled>
        ) : null}
        <Labelled id="filter-from" label={tRights('from')}>
          <DayInput id="filter-from" name="from" value={search.from} />
        </Labelled>
        <Labelled id="filter-until" label={tRights('until')}>
          <DayInput id="filter-until" name="until" value={search.until} />
        </Labelled>
        <Button type="submit">{t('searchButton')}</Button>
      </form>
    </search>
  )
}

/** Typed, because a browser's own date field follows the system's order of day and month. */
const DayInput = ({ id, name, value }: { id: string; name: string; value: string | null }) => (
  <Input
    id={id}
    name={name}
    defaultValue={value ?? ''}
    placeholder="YYYY-MM-DD"
    pattern="\d{4}-\d{2}-\d{2}"
    inputMode="numeric"
    maxLength={10}
    boxClassName="w-[124px]"
  />
)
