import type { CellPlan } from '@/lib/grants/schema'

/** One sign per plan, told apart by shape as well as by colour; the word stands beside it. */
export const CellMark = ({ plan }: { plan: CellPlan | 'removed' }) => (
  <i aria-hidden="true" className={`mx mx-${plan}`} />
)
