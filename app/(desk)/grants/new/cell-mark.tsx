import type { CellPlan } from '@/lib/grants/schema'

const drawings: Record<CellPlan, React.ReactNode> = {
  new: <circle cx="7" cy="7" r="4" fill="var(--azurite)" />,
  extend: (
    <>
      <circle cx="7" cy="7" r="3.5" fill="none" stroke="var(--azurite)" strokeWidth="1.2" />
      <path d="M7 3.5a3.5 3.5 0 0 0 0 7z" fill="var(--azurite)" />
    </>
  ),
  shorten: (
    <path d="M3.5 4.5h7L7 10.5z" fill="none" stroke="var(--orpiment)" strokeWidth="1.3" strokeLinejoin="round" />
  ),
  same: <circle cx="7" cy="7" r="1.4" fill="var(--ink-3)" />,
  blocked: <path d="M4 4l6 6M10 4l-6 6" stroke="var(--cinnabar)" strokeWidth="1.5" strokeLinecap="round" />,
}

/** One sign per plan, told apart by shape as well as by colour. */
export function CellMark({ plan, label }: { plan: CellPlan; label?: string }) {
  const size = { width: 14, height: 14, viewBox: '0 0 14 14', className: 'block shrink-0' }
  if (!label) {
    return (
      <svg {...size} aria-hidden="true">
        {drawings[plan]}
      </svg>
    )
  }
  return (
    <svg {...size} role="img" aria-label={label}>
      {drawings[plan]}
    </svg>
  )
}
