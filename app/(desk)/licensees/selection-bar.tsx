'use client'
import { useTranslations } from 'next-intl'
import { ChosenBar } from '@/components/data-table/chosen-bar'
import { useListSelection } from '@/components/data-table/list-selection'
import { formatCount } from '@/lib/format'
import { AddToSlip } from '../slip-dock/add-to-slip'

/** What to do with the ticked licensees. It stays in sight at the foot while any is ticked. */
export function SelectionBar({ connectionId }: { connectionId: string }) {
  const t = useTranslations('licensees.select')
  const { keys } = useListSelection()
  if (keys.size === 0) return null
  return (
    <ChosenBar label={t('label')} chosen={t('chosen', { count: formatCount(keys.size) })} clearLabel={t('clear')}>
      <AddToSlip connectionId={connectionId} choice={{ appids: [...keys] }} />
    </ChosenBar>
  )
}
