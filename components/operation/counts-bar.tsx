import type { ReactNode } from 'react'
import { State, type StateName } from '@/components/ui/state'
import { formatCount } from '@/lib/format'

type CountKind =
  | 'verified'
  | 'partial'
  | 'failed'
  | 'mismatch'
  | 'unknown'
  | 'skipped'
  | 'blocked'
  | 'pending'
  | 'cancelled'

export type Count = {
  kind: CountKind
  value: number
  /** Replaces the state's usual word: `已相同，跳过`. */
  label?: ReactNode
}

const stateOf: Record<CountKind, StateName> = {
  verified: 'verified',
  partial: 'partial',
  failed: 'failed',
  mismatch: 'mismatch',
  unknown: 'unknown',
  skipped: 'skipped',
  blocked: 'blocked',
  pending: 'queued',
  cancelled: 'cancelled',
}

/** The figures are the truth, the bar is their picture; its widths come from the same counts. */
export function CountsBar({
  counts,
  label,
  totalLabel,
}: {
  counts: readonly Count[]
  label: string
  totalLabel: string
}) {
  const total = counts.reduce((sum, count) => sum + count.value, 0)
  return (
    <section aria-label={label}>
      <div className="count" aria-hidden="true">
        {counts.map(({ kind, value }) =>
          value > 0 ? <i key={kind} className={`c-${kind}`} style={{ flexGrow: value, flexBasis: 0 }} /> : null,
        )}
      </div>
      <dl className="mt-2 flex flex-wrap gap-x-[26px] gap-y-1">
        {counts.map(({ kind, value, label: word }) => (
          <div key={kind} className="flex items-baseline gap-[7px] whitespace-nowrap">
            <dt>
              <State name={stateOf[kind]}>{word}</State>
            </dt>
            <dd className="text-16 font-semibold tracking-[-.01em]">{formatCount(value)}</dd>
          </div>
        ))}
        <div className="ml-auto flex items-baseline gap-[7px] whitespace-nowrap">
          <dt className="text-ink-3">{totalLabel}</dt>
          <dd className="text-16 font-semibold tracking-[-.01em]">{formatCount(total)}</dd>
        </div>
      </dl>
    </section>
  )
}
