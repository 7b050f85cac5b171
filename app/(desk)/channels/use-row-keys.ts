'use client'
import { useEffect, useRef } from 'react'

const TYPING =
  'input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable], [role=dialog], [role=menu]'

/** j and k move between the rows of a list, x ticks the one that holds the focus; Enter is its link's own. */
export function useRowKeys(toggle: (index: number) => void) {
  const list = useRef<HTMLDivElement>(null)
  const latest = useRef(toggle)
  useEffect(() => {
    latest.current = toggle
  })
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
      if (event.target instanceof Element && event.target.closest(TYPING)) return
      const links = [...(list.current?.querySelectorAll<HTMLElement>('tbody .row-link') ?? [])]
      const at = links.findIndex((link) => link.closest('tr')?.contains(document.activeElement))
      if (event.key === 'j') links[Math.min(links.length - 1, at + 1)]?.focus()
      else if (event.key === 'k') links[Math.max(0, at - 1)]?.focus()
      else if (event.key === 'x' && at !== -1) latest.current(at)
      else return
      event.preventDefault()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [])
  return list
}
