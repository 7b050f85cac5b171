'use client'
import type { Route } from 'next'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import type { MouseEvent, ReactNode } from 'react'

/** The frame outlives a navigation, so a menu that led somewhere has to be closed by the link itself. */
function closePopover(event: MouseEvent<HTMLElement>) {
  const menu = event.currentTarget.closest('[popover]')
  if (menu instanceof HTMLElement) menu.hidePopover()
}

/** A link that knows whether the person is already inside what it opens. */
export function NavigationLink({
  href,
  title,
  className,
  children,
}: {
  href: Route
  title: string
  className?: string
  children: ReactNode
}) {
  const pathname = usePathname()
  const isCurrent = pathname === href || pathname.startsWith(`${href}/`)
  return (
    <Link
      href={href}
      title={title}
      className={className}
      aria-current={isCurrent ? 'page' : undefined}
      prefetch={false}
      onClick={closePopover}
    >
      {children}
    </Link>
  )
}
