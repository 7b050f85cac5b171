import clsx from 'clsx'
import type { ReactNode } from 'react'
import { Icon } from '@/components/ui/icon'
import { type StateName, stateLook } from '@/components/ui/state'

/** One connection at the foot of the rail: glyph and words. */
export function HealthLine({ state, children }: { state: StateName; children: ReactNode }) {
  const look = stateLook(state)
  return (
    <div className="flex items-center gap-1.5">
      <span className={clsx('flex', look.pigment)}>
        <Icon name={look.glyph} small />
      </span>
      <span className="clip">{children}</span>
    </div>
  )
}
