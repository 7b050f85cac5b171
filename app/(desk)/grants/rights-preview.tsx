import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { RightsPlan } from '@/lib/grants/rights-plan-schema'
import { RightsCounts } from './rights-counts'
import { RightsImpact } from './rights-impact'

/** The effect on the left, the slip on the right; on a phone the slip comes below. */
export function RightsPreview({
  lede,
  plan,
  isReplacing,
  notes,
  children,
}: {
  lede: string
  plan: RightsPlan
  isReplacing: boolean
  notes?: ReactNode
  children: ReactNode
}) {
  const t = useTranslations('rights.impact')
  return (
    <div className="grid desk:grid-cols-[minmax(0,1fr)_400px]">
      <div className="min-w-0 px-6 pt-2 pb-10 max-tablet:px-4">
        <p className="mb-4 max-w-prose text-ink-2">{lede}</p>
        {notes}
        <RightsImpact licensees={plan.licensees} isReplacing={isReplacing} />
      </div>
      <aside
        aria-label={t('title')}
        className="flex flex-col bg-surface px-6 pb-6 shadow-lift max-tablet:px-4 desk:sticky desk:top-(--bar) desk:max-h-[calc(100dvh-var(--bar))] desk:overflow-y-auto"
      >
        <RightsCounts plan={plan} isReplacing={isReplacing} />
        {children}
      </aside>
    </div>
  )
}
