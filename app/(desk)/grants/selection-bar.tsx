'use client'
import type { Route } from 'next'
import { useTranslations } from 'next-intl'
import { useListSelection } from '@/components/data-table/list-selection'
import { Button, ButtonLink } from '@/components/ui/button'
import { formatCount } from '@/lib/format'
import { type GrantSelection, MOST_PICKED, MOST_SELECTED } from '@/lib/grants/selection-schema'
import { RenewButton } from './renew-button'

export type SelectionBarProps = {
  connectionId: string
  /** The filter as an address, `?state=week`; and what it means. */
  query: string
  everything: GrantSelection
  /** How many fit, counted to one past the most that one revocation takes. */
  matching: number
  mayWrite: boolean
}

/** What to do with the ticked grants. It stays in sight at the foot while any is ticked. */
export function SelectionBar({ connectionId, query, everything, matching, mayWrite }: SelectionBarProps) {
  const t = useTranslations('rights.bar')
  const { keys, allOf, chooseAll, clear } = useListSelection()
  const isAll = allOf === query
  const count = isAll ? matching : keys.size
  if (count === 0) return null
  const isTooMany = isAll ? matching > MOST_SELECTED : keys.size > MOST_PICKED
  const pairs = [...keys].join(',')
  const revokeHref = isAll
    ? `/grants/revoke?${new URLSearchParams([...new URLSearchParams(query), ['all', '1']])}`
    : `/grants/revoke?${new URLSearchParams({ connection: connectionId, pairs })}`
  const selection: GrantSelection = isAll ? everything : { kind: 'pairs', pairs: [...keys] }
  return (
    <section
      aria-label={t('label')}
      className="sticky bottom-0 z-10 -mx-6 mt-3 border-t border-ink bg-surface px-6 py-2.5 shadow-lift max-tablet:-mx-4 max-tablet:bottom-(--foot) max-tablet:px-4"
    >
      <div className="flex flex-wrap items-center gap-2">
        <p role="status" className="mr-auto">
          <b className="font-serif text-16">{t(isAll ? 'all' : 'picked', { count: countText(count) })}</b>
          {isAll || matching <= keys.size ? null : (
            <button type="button" className="link ml-3" onClick={() => chooseAll(query)}>
              {t('chooseAll', { count: countText(matching) })}
            </button>
          )}
          <button type="button" className="link ml-3" onClick={clear}>
            {t('clear')}
          </button>
        </p>
        {isTooMany || !mayWrite ? (
          <>
            <Button disabled icon="calendar">
              {t('renew')}
            </Button>
            <Button disabled variant="danger" icon="block">
              {t('revoke')}
            </Button>
          </>
        ) : (
          <>
            <RenewButton connectionId={connectionId} selection={selection} />
            <ButtonLink href={revokeHref as Route} variant="danger" icon="block" prefetch={false}>
              {t('revoke')}
            </ButtonLink>
          </>
        )}
      </div>
      {isTooMany ? (
        <p className="mt-1 text-12 text-ink-2">
          {t(isAll ? 'tooManyAll' : 'tooManyPicked', {
            most: formatCount(isAll ? MOST_SELECTED : MOST_PICKED),
          })}
        </p>
      ) : null}
      {mayWrite ? null : <p className="mt-1 text-12 text-ink-2">{t('readOnly')}</p>}
    </section>
  )
}

const countText = (count: number): string =>
  count > MOST_SELECTED ? `${formatCount(MOST_SELECTED)}+` : formatCount(count)
