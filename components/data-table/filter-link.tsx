import type { Route } from 'next'
import Link from 'next/link'
import type { ReactNode } from 'react'

/** One choice of a filter, such as a state. The chosen one is marked and leads back to all. */
export function FilterLink({ href, chosen, children }: { href: Route; chosen: boolean; children: ReactNode }) {
  return (
    <Link href={href} scroll={false} className="chip" aria-current={chosen ? 'true' : undefined}>
      {children}
    </Link>
  )
}
