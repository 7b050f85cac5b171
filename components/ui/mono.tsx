import clsx from 'clsx'
import type { ReactNode } from 'react'

/** Ids, hashes, appids, codes and clock times. */
export function Mono({ children, quiet, className }: { children: ReactNode; quiet?: boolean; className?: string }) {
  return <span className={clsx('mono', quiet && 'text-ink-3', className)}>{children}</span>
}
