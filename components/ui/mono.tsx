import clsx from 'clsx'
import type { ReactNode } from 'react'
import { visibleText } from '@/lib/format'

/** Ids, hashes, appids, codes and clock times, and what upstreams said. */
export function Mono({ children, quiet, className }: { children: ReactNode; quiet?: boolean; className?: string }) {
  return (
    <span className={clsx('mono', quiet && 'text-ink-3', className)}>
      {typeof children === 'string' ? visibleText(children) : children}
    </span>
  )
}
