'use client'
import { usePathname } from 'next/navigation'
import type { MouseEvent } from 'react'
import { Icon } from '@/components/ui/icon'
import { guideOfPage } from '@/lib/guides/schema'
import { showHelp, useHelp } from './help-state'

/** Opens the guide of the page one is on. */
export function HelpButton({ label, className }: { label: string; className: string }) {
  const pathname = usePathname()
  const isOpen = useHelp() !== null
  const toggle = (event: MouseEvent<HTMLElement>) => {
    const menu = event.currentTarget.closest('[popover]')
    if (menu instanceof HTMLElement) menu.hidePopover()
    showHelp(isOpen ? null : guideOfPage(pathname))
  }
  return (
    <button type="button" aria-haspopup="dialog" aria-expanded={isOpen} className={className} onClick={toggle}>
      <Icon name="question" className="text-ink-3" />
      {label}
    </button>
  )
}
