'use client'
import type { Route } from 'next'
import { useTranslations } from 'next-intl'
import { ChosenBar } from '@/components/data-table/chosen-bar'
import { useListSelection } from '@/components/data-table/list-selection'
import { ButtonLink } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { MOST_CHANNELS } from '@/lib/channels/apply-schema'
import { MOST_CHECKED } from '@/lib/channels/preflight-schema'
import { formatCount } from '@/lib/format'
import { ApplyButton } from './apply-button'

/** What to do with the ticked channels. It stays in sight at the foot while any is ticked. */
export function SelectionBar({
  connectionId,
  query,
  filter,
  matching,
  mayWrite,
}: {
  connectionId: string
  /** The filter as an address, and as it is. */
  query: string
  filter: Record<string, string>
  matching: number
  mayWrite: boolean
}) {
  const t = useTranslations('apply.bar')
  const { keys, allOf } = useListSelection()
  const isAll = allOf === query
  const count = isAll ? matching : keys.size
  if (count === 0) return null
  const isTooMany = count > MOST_CHANNELS
  const selection = isAll ? { kind: 'filter', filter } : { kind: 'ids', ids: [...keys] }
  return (
    <ChosenBar
      label={t('label')}
      chosen={t(isAll ? 'all' : 'picked', { count: formatCount(count) })}
      everything={!isAll && matching > keys.size && { query, label: t('chooseAll', { count: formatCount(matching) }) }}
      clearLabel={t('clear')}
      notes={[isTooMany && t('tooMany', { most: formatCount(MOST_CHANNELS) }), !mayWrite && t('readOnly')]}
    >
      {isAll ? null : (
        <CopyButton text={[...keys].join('\n')} variant="ghost">
          {t('copyIds')}
        </CopyButton>
      )}
      {isAll || count > MOST_CHECKED ? null : (
        <ButtonLink
          href={
            `/channels/preflight?${new URLSearchParams({ connection: connectionId, ids: [...keys].join() })}` as Route
          }
          prefetch={false}
        >
          {t('preflight')}
        </ButtonLink>
      )}
      <ApplyButton input={{ connectionId, selection }} disabled={!mayWrite || isTooMany} />
    </ChosenBar>
  )
}
