'use client'
import { useEffect, useState } from 'react'
import { linkAway } from './link-away'

/** While nobody answers, a link would end on the browser's own error page and take what is typed with it. */
export function useHeldLinks(isHolding: boolean): boolean {
  const [wasHeld, setHeld] = useState(false)
  useEffect(() => {
    setHeld(false)
    if (!isHolding) return
    const hold = (event: MouseEvent) => {
      if (!linkAway(event)) return
      event.preventDefault()
      event.stopPropagation()
      setHeld(true)
    }
    // On the window, so that it comes before the question about unsaved work: there is nowhere to leave to.
    window.addEventListener('click', hold, true)
    return () => window.removeEventListener('click', hold, true)
  }, [isHolding])
  return wasHeld
}
