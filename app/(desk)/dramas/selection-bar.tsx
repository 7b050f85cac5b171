'use client'
import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import type { useSelection } from '@/components/data-table/use-selection'
import { ask, settle } from '@/components/shell/reach'
import { Button } from '@/components/ui/button'
import { formatCount } from '@/lib/format'
import { MOST_DRAMAS } from '@/lib/grants/schema'
import { AddToSlip } from '../slip-dock/add-to-slip'
import { startSlip } from './actions'

type SelectionBarProps = { selection: ReturnType<typeof useSelection>; query: string; connectionId: string }

/** What can be done with the ticked dramas. Granting only begins a slip: everything is looked at there before it is sent. */
export function SelectionBar({ selection, query, connectionId }: SelectionBarProps) {
  const t = useTranslations('dramas.select')
  const tErrors = useTranslations('errors')
  const router = useRouter()
  const [note, setNote] = useState('')
  const [isStarting, startStarting] = useTransition()
  const [isReading, startReading] = useTransition()
  const count = selection.keys.size
  if (count === 0) return null
  const over = count - MOST_DRAMAS

  const grant = () =>
    startStarting(async () => {
      setNote('')
      const result = await settle(() => startSlip({ connectionId, dramaIds: [...selection.keys] }))
      if (result.ok) router.push(`/grants/new?slip=${result.data.slipId}` as Route)
      else setNote(t('failed', { cause: tErrors(result.code) }))
    })
  const selectAll = () =>
    startReading(async () => {
      const dramaIds = await readIds(query)
      if (!dramaIds) return setNote(t('failed', { cause: tErrors('unexpected') }))
      selection.clear()
      selection.setMany(dramaIds, true)
      setNote(dramaIds.length >= MOST_DRAMAS ? t('most', { most: MOST_DRAMAS }) : '')
    })

  return (
    <div className="sticky bottom-0 z-10 -mx-6 flex flex-wrap items-center gap-x-4 gap-y-2 bg-surface px-6 py-2.5 shadow-lift max-tablet:bottom-(--foot) max-tablet:-mx-4 max-tablet:px-4">
      <b role="status" className="font-medium">
        {t('chosen', { count: formatCount(count) })}
      </b>
      <Button variant="ghost" size="sm" onClick={selectAll} disabled={isReading}>
        {t('all')}
      </Button>
      <Button variant="ghost" size="sm" onClick={selection.clear}>
        {t('clear')}
      </Button>
      <span role="alert" className="text-12 text-orpiment">
        {over > 0 ? t('tooMany', { most: MOST_DRAMAS, over }) : note}
      </span>
      <div className="ml-auto flex flex-wrap items-center justify-end gap-2">
        <AddToSlip connectionId={connectionId} choice={{ dramaIds: [...selection.keys] }} disabled={over > 0} />
        <Button
          variant="primary"
          icon="grant"
          onClick={grant}
          disabled={over > 0}
          pending={isStarting && t('starting')}
        >
          {t('grant', { count: formatCount(count) })}
        </Button>
      </div>
    </div>
  )
}

async function readIds(query: string): Promise<string[] | null> {
  try {
    const response = await ask(`/api/dramas/ids${query}`)
    return response.ok ? ((await response.json()) as { dramaIds: string[] }).dramaIds : null
  } catch {
    return null
  }
}
