import clsx from 'clsx'
import type { ReactNode } from 'react'

/** Opens a section on an ink line; sections are divided, never boxed. */
export function SectionTitle({
  children,
  figure,
  note,
  actions,
  plain,
}: {
  children: ReactNode
  /** A count beside the title, in the working face. */
  figure?: ReactNode
  note?: ReactNode
  actions?: ReactNode
  /** Without the line above. */
  plain?: boolean
}) {
  return (
    <div className={clsx('flex min-h-[38px] flex-wrap items-center gap-x-2 pt-1', !plain && 'border-t border-ink')}>
      <h2 className="font-serif text-16 font-semibold">{children}</h2>
      {figure === undefined ? null : <b className="text-16">{figure}</b>}
      {note ? <span className="text-12 text-ink-3">{note}</span> : null}
      {actions ? <div className="ml-auto flex gap-1 [&>a]:py-0.5">{actions}</div> : null}
    </div>
  )
}
