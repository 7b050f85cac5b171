import { useTranslations } from 'next-intl'
import { cellPlans } from '@/lib/grants/schema'
import { CellMark } from '../../grants/new/cell-mark'

/** What a cell of the matrix can be; the shape alone is enough. */
export function MatrixSample() {
  const t = useTranslations('design.cell')
  return (
    <ul className="flex flex-wrap gap-x-8 gap-y-2 pt-1">
      {[...cellPlans, 'removed' as const].map((plan) => (
        <li key={plan} className="flex items-center gap-2">
          <CellMark plan={plan} />
          {t(plan)}
        </li>
      ))}
    </ul>
  )
}
