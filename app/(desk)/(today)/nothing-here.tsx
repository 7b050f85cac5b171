import type { ReactNode } from 'react'

/** A card without rows says so in one line, and leaves the page its calm. */
export function NothingHere({ title, children }: { title: ReactNode; children?: ReactNode }) {
  return (
    <p className="border-b border-line-soft py-3 text-ink-2">
      <span className="font-medium text-ink">{title}</span>
      {children ? <span className="ml-3">{children}</span> : null}
    </p>
  )
}
