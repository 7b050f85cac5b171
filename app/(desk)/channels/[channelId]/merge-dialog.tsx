'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import type { CarriedMerge } from '@/lib/channels/channel-views-schema'
import type { BaseConditions, ConditionsForm } from '@/lib/channels/form-schema'
import { type MergeChoices, type MergeSide, mergeConditions, mergeKey } from '@/lib/channels/merge-schema'
import { MergeTable } from './merge-table'

export type MergeInput = { base: BaseConditions; mine: ConditionsForm; theirs: BaseConditions }

type Props = {
  input: MergeInput
  /** Whose values are merged, when they do not come from the open form. */
  carried?: Pick<CarriedMerge, 'reference' | 'hadSecret'> | null
  onMerged: (merged: ConditionsForm) => void
  onClose: () => void
}

/** Both sides of what changed since the form was loaded: only what clashes needs a choice. */
export function MergeDialog({ input, carried, onMerged, onClose }: Props) {
  const t = useTranslations('merge')
  const [choices, setChoices] = useState<MergeChoices>({})
  const [fallback, setFallback] = useState<MergeSide | null>(null)
  const { rows, open, merged } = mergeConditions(input.base, input.mine, input.theirs, choices, fallback)
  const clashes = rows.filter((row) => row.needsChoice).length
  const takeAll = (side: MergeSide) => {
    setFallback(side)
    setChoices({})
  }
  return (
    <Dialog
      open
      wide
      onOpenChange={(next) => (next ? undefined : onClose())}
      title={t('title')}
      description={clashes > 0 ? t('someClash', { count: clashes }) : t('noneClash')}
      actions={
        <>
          <p className="mr-auto self-center text-ink-2" role="status">
            {open > 0 ? t('left', { count: open }) : t('ready')}
          </p>
          <Button variant="primary" disabled={open > 0} onClick={() => onMerged(merged)}>
            {t('continue')}
          </Button>
        </>
      }
    >
      {carried ? (
        <p className="text-ink-2">
          {t(carried.hadSecret ? 'carriedSecret' : 'carried', { reference: carried.reference })}
        </p>
      ) : null}
      {clashes > 1 ? (
        <div className="flex flex-wrap gap-2">
          <Button size="sm" onClick={() => takeAll('mine')}>
            {t('allMine')}
          </Button>
          <Button size="sm" onClick={() => takeAll('theirs')}>
            {t('allTheirs')}
          </Button>
        </div>
      ) : null}
      <MergeTable
        rows={rows}
        sideOf={(row) => choices[mergeKey(row)] ?? fallback}
        onChoose={(row, side) => setChoices((before) => ({ ...before, [mergeKey(row)]: side }))}
      />
    </Dialog>
  )
}
