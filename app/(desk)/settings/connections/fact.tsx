import type { ReactNode } from 'react'
import { RelativeTime } from '@/components/ui/relative-time'

/** A name and its value on one ruled line. */
export function Fact({ label, children }: { label: ReactNode; children: ReactNode }) {
  return (
    <div className="grid min-h-8 grid-cols-[104px_1fr] items-baseline gap-3 border-b border-line-soft py-1.5">
      <dt className="text-12 text-ink-3">{label}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </div>
  )
}

/** Pieces of one value: apart on a line, and flush when the line breaks. */
export function Parts({ children }: { children: ReactNode }) {
  return <span className="flex flex-wrap items-baseline gap-x-2.5">{children}</span>
}

/** How long ago, with the exact time on hover. */
export function Since({ at, now }: { at: Date; now: Date }) {
  return <RelativeTime at={at.toISOString()} now={now.toISOString()} />
}
