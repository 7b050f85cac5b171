'use client'
import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { formatCount } from '@/lib/format'
import type { SlipChoice } from '@/lib/grants/slip-schema'
import { slipFor, useDock } from './use-dock'

type AddToSlipProps = {
  /** The account these can be granted from. */
  connectionId: string
  choice: Partial<SlipChoice>
  disabled?: boolean
}

/** Puts what is chosen on the slip under work, or on a new one, and stays on the page. Sends nothing. */
export function AddToSlip({ connectionId, choice, disabled }: AddToSlipProps) {
  const t = useTranslations('dock')
  const tErrors = useTranslations('errors')
  const dock = useDock()
  const [said, setSaid] = useState<{ text: string; isRefusal?: true } | null>(null)
  const [isAdding, startAdding] = useTransition()
  if (!dock) return null
  const slip = slipFor(dock, connectionId, choice)
  const add = (onto: typeof slip) =>
    startAdding(async () => {
      setSaid(null)
      const result = await dock.add(onto, connectionId, choice)
      if (!result.ok) {
        const isGone = result.code === 'conflict' || result.code === 'not_found'
        setSaid({ text: isGone ? t('add.gone') : t('add.refused', { cause: tErrors(result.code) }), isRefusal: true })
        return
      }
      const { number, dramas, licensees, cells, newDramas, newLicensees } = result.data
      const equation = t('equation', {
        dramas: formatCount(dramas),
        licensees: formatCount(licensees),
        cells: formatCount(cells),
      })
      const now =
        licensees === 0
          ? t('add.dramasOnly', { count: formatCount(dramas) })
          : dramas === 0
            ? t('add.licenseesOnly', { count: formatCount(licensees) })
            : t('add.cells', { equation })
      setSaid({ text: t(newDramas + newLicensees > 0 ? 'add.added' : 'add.already', { number, now }) })
    })
  return (
    <>
      <span role={said?.isRefusal ? 'alert' : 'status'} className="self-center text-12 text-ink-2">
        {said?.text}
      </span>
      <Button icon="form" disabled={disabled || isAdding} aria-busy={isAdding} onClick={() => add(slip)}>
        {slip ? t('add.onto', { number: slip.number }) : t('add.begin')}
      </Button>
      {slip ? (
        <Button variant="ghost" icon="plus" disabled={disabled || isAdding} onClick={() => add(null)}>
          {t('add.another')}
        </Button>
      ) : null}
    </>
  )
}
