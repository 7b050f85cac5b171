'use client'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import type { ComponentProps, ReactNode } from 'react'

export type Tab = {
  href: ComponentProps<typeof Link>['href']
  label: ReactNode
  count?: ReactNode
  /** Left out, the tab whose path is the current one is the current tab. */
  current?: boolean
}

/** Tabs that are links: each has an address of its own. */
export function Tabs({ tabs, label, className }: { tabs: readonly Tab[]; label: string; className?: string }) {
  const pathname = usePathname()
  return (
    <nav aria-label={label} className={className ? `tabs ${className}` : 'tabs'}>
      {tabs.map((tab) => (
        <Link
          key={String(tab.href)}
          href={tab.href}
          aria-current={(tab.current ?? pathname === tab.href) ? 'page' : undefined}
        >
          {tab.label}
          {tab.count === undefined ? null : <i>{tab.count}</i>}
        </Link>
      ))}
    </nav>
  )
}
