'use client'
import type { Route } from 'next'
import { useTranslations } from 'next-intl'
import { ChosenBar } from '@/components/data-table/chosen-bar'
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
  const { keys, allOf } = useListSelection()
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
    <ChosenBar
      label={t('label')}
      chosen={t(isAll ? 'all' : 'picked', { count: countText(count) })}
      everything={!isAll && matching > keys.size && { query, label: t('chooseAll', { count: countText(matching) }) }}
      clearLabel={t('clear')}
      notes={[
        isTooMany &&
          t(isAll ? 'tooManyAll' : 'tooManyPicked', { most: formatCount(isAll ? MOST_SELECTED : MOST_PICKED) }),
        !mayWrite && t('readOnly'),
      ]}
    >
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
    </ChosenBar>
  )
}

const countText = (count: number): string =>
  count > MOST_SELECTED ? `${formatCount(MOST_SELECTED)}+` : formatCount(count)
