'use client'
import { usePathname } from 'next/navigation'
import { COMPOSER } from './open-slips'
import { useDock } from './use-dock'

/** How the dock stands at the edge of this page; null where it does not. In the composer the slip itself is the dock. */
export function useDockShown(): 'tab' | 'open' | null {
  const dock = useDock()
  const pathname = usePathname()
  if (!dock || pathname === COMPOSER) return null
  if (dock.isOpen && dock.total + dock.discarded.length > 0) return 'open'
  return dock.total > 0 ? 'tab' : null
}
