import type { ReactNode } from 'react'
import { State } from '@/components/ui/state'
import type { SealState } from './seal'
import { SealMark } from './seal-mark'

export type Verdict = 'verified' | 'partial' | 'mismatch' | 'failed' | 'unknown' | 'cancelled'

/** Which seal a verdict earns; a failure or a cancellation earns none. */
export function sealOf(verdict: Verdict | null): SealState | null {
  return verdict === null || verdict === 'failed' || verdict === 'cancelled' ? null : verdict
}

/** A verdict, or where the work stands while there is none yet. */
export function VerdictBadge({
  verdict,
  running,
  mark,
  children,
}: {
  verdict: Verdict | null
  running?: boolean
  /** Puts the small seal in front. */
  mark?: boolean
  children?: ReactNode
}) {
  const seal = sealOf(verdict)
  const state = <State name={verdict ?? (running ? 'running' : 'queued')}>{children}</State>
  if (!mark || !seal) return state
  return (
    <span className="inline-flex items-center gap-1.5">
      <SealMark state={seal} />
      {state}
    </span>
  )
}
