'use client'
import type { Route } from 'next'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'

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
    >
      {children}
    </Link>
  )
}
