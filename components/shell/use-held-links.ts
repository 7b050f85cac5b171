'use client'
import { useEffect, useState } from 'react'
import { leadsAway } from './leave-guard'

/** While nobody answers, a link would end on the browser's own error page and take what is typed with it. */
export function useHeldLinks(isHolding: boolean): boolean {
  const [wasHeld, setHeld] = useState(false)
  useEffect(() => {
    setHeld(false)
    if (!isHolding) return
    const hold = (event: MouseEvent) => {
      const anchor = event.target instanceof Element ? event.target.closest('a[href]') : null
      if (!(anchor instanceof HTMLAnchorElement) || !leadsAway(anchor, event)) return
      event.preventDefault()
      event.stopPropagation()
      setHeld(true)
    }
    document.addEventListener('click', hold, true)
    return () => document.removeEventListener('click', hold, true)
  }, [isHolding])
  return wasHeld
}
