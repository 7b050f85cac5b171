import { useTranslations } from 'next-intl'
import { FilterLink } from '@/components/data-table/filter-link'
import { Labelled } from '@/components/data-table/labelled'
import { Button } from '@/components/ui/button'
import { operationVerdicts } from '@/lib/operations/schema'
import { actionKey } from '@/lib/operations/words-schema'
import { listedActions, type OperationsView, operationsHref } from './search-params'

type Named = { id: string; name: string }
type OperationFiltersProps = { view: OperationsView; people: readonly Named[]; connections: readonly Named[] }

/** Plain form and links: the address says everything, and it works before any script has loaded. */
export function OperationFilters({ view, people, connections }: OperationFiltersProps) {
  const t = useTranslations('operations')
  const tList = useTranslations('receipt.list')
  return (
    <div className="mb-3 grid gap-2">
      <nav className="flex flex-wrap gap-1.5" aria-label={t('filter.verdict')}>
        <FilterLink href={operationsHref({ ...view, verdict: '' })} chosen={view.verdict === ''}>
          {t('filter.all')}
        </FilterLink>
        <FilterLink href={operationsHref({ ...view, verdict: 'open' })} chosen={view.verdict === 'open'}>
          {t('filter.open')}
        </FilterLink>
        <FilterLink href={operationsHref({ ...view, verdict: 'unanswered' })} chosen={view.verdict === 'unanswered'}>
          {tList('unanswered')}
        </FilterLink>
        {operationVerdicts.map((verdict) => (
          <FilterLink key={verdict} href={operationsHref({ ...view, verdict })} chosen={view.verdict === verdict}>
            {t(`verdict.${verdict}`)}
          </FilterLink>
        ))}
      </nav>
      <form className="flex flex-wrap items-end gap-2">
        {view.verdict ? <input type="hidden" name="verdict" value={view.verdict} /> : null}
        <Labelled id="filter-words" label={t('filter.words')}>
          <input
            id="filter-words"
            type="search"
            name="q"
            defaultValue={view.q}
            className="control w-56"
            placeholder={t('filter.wordsHint')}
            autoComplete="off"
          />
        </Labelled>
        <Labelled id="filter-action" label={t('filter.action')}>
          <select id="filter-action" name="action" defaultValue={view.action} className="control">
            <option value="">{t('filter.anyAction')}</option>
            {listedActions.map((action) => (
              <option key={action} value={action}>
                {t(`action.${actionKey(action)}`)}
              </option>
            ))}
          </select>
        </Labelled>
        <Labelled id="filter-person" label={t('filter.person')}>
          <select id="filter-person" name="person" defaultValue={view.person} className="control">
            <option value="">{t('filter.anyone')}</option>
            {people.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </Labelled>
        {connections.length > 1 ? (
          <Labelled id="filter-connection" label={tList('connection')}>
            <select id="filter-connection" name="connection" defaultValue={view.connection} className="control">
              <option value="">{tList('anyConnection')}</option>
              {connections.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </Labelled>
        ) : null}
        <Labelled id="filter-from" label={t('filter.from')}>
          <input
            id="filter-from"
            name="from"
            defaultValue={view.from}
            className="control w-32"
            placeholder="YYYY-MM-DD"
            autoComplete="off"
          />
        </Labelled>
        <Labelled id="filter-until" label={t('filter.until')}>
          <input
            id="filter-until"
            name="until"
            defaultValue={view.until}
            className="control w-32"
            placeholder="YYYY-MM-DD"
            autoComplete="off"
          />
        </Labelled>
        <Button type="submit" icon="filter">
          {t('filter.apply')}
        </Button>
      </form>
    </div>
  )
}
