'use client'
import type { ReactNode } from 'react'
import type { RailWidth } from '@/components/shell/preferences'
import { useDockShown } from './use-dock-shown'

/** The frame of the desk: told what stands at its edges, for a selector that looks for it costs every change of a page. */
export const DockFrame = ({ rail, children }: { rail: RailWidth; children: ReactNode }) => (
  <div className="frame" data-rail={rail} data-dock={useDockShown() ?? undefined}>
    {children}
  </div>
)
