'use client'
import { useTranslations } from 'next-intl'
import { formatCount } from '@/lib/format'
import { type DriftLine, driftKinds } from '@/lib/grants/drift-schema'
import { adoptDrift } from './actions'
import { AdoptionDialog } from './adoption-dialog'

type AdoptDialogProps = {
  connectionId: string
  drifts: readonly DriftLine[]
  onClose: () => void
  onDone: (words: string) => void
}

export function AdoptDialog({ connectionId, drifts, onClose, onDone }: AdoptDialogProps) {
  const t = useTranslations('drift.adopt')
  const counts = driftKinds.map((kind) => [kind, drifts.filter((drift) => drift.kind === kind).length] as const)
  return (
    <AdoptionDialog
      words="drift.adopt"
      count={drifts.length}
      longestReason={500}
      adopt={(reason) => adoptDrift({ connectionId, driftIds: drifts.map((drift) => drift.id), reason })}
      onClose={onClose}
      onDone={onDone}
    >
      <ul className="grid gap-1">
        {counts.map(([kind, count]) =>
          count > 0 ? <li key={kind}>{t(kind, { count: formatCount(count) })}</li> : null,
        )}
      </ul>
    </AdoptionDialog>
  )
}
