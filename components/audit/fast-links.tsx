'use client'
import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import type { MouseEvent, ReactNode } from 'react'

/** Plain links inside open without a full page load: one listener instead of a component for each of a hundred links. */
export function FastLinks({ children }: { children: ReactNode }) {
  const router = useRouter()
  const open = (event: MouseEvent) => {
    if (
      event.defaultPrevented ||
      event.button !== 0 ||
      event.metaKey ||
      event.ctrlKey ||
      event.shiftKey ||
      event.altKey
    )
      return
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[href^="/"]') : null
    if (!link || link.target || link.hasAttribute('download')) return
    event.preventDefault()
    router.push((link.pathname + link.search + link.hash) as Route)
  }
  // biome-ignore lint/a11y/noStaticElementInteractions: it only listens to what its links already do
  // biome-ignore lint/a11y/useKeyWithClickEvents: a link's Enter arrives as a click
  return <div onClick={open}>{children}</div>
}
