import clsx from 'clsx'
import type { ReactNode } from 'react'
import { Trail, type TrailStep } from './trail'

type PageHeadProps = {
  title: ReactNode
  /** Beside the title: an id, a time, a sentence. */
  meta?: ReactNode
  actions?: ReactNode
  tabs?: ReactNode
  trail?: readonly TrailStep[]
  /** Draws the line under the head; the tabs stand on it. */
  ruled?: boolean
}

export function PageHead({ title, meta, actions, tabs, trail, ruled }: PageHeadProps) {
  return (
    <>
      {trail ? <Trail steps={trail} /> : null}
      <header className={clsx('px-6 max-tablet:px-4', (ruled || tabs) && 'border-b border-line')}>
        <div className="flex min-h-[54px] flex-wrap items-center gap-x-3 gap-y-2 py-2.5">
          <h1 className="font-serif text-26 font-semibold tracking-[.02em]">{title}</h1>
          {meta ? <div className="text-ink-2">{meta}</div> : null}
          {actions ? <div className="ml-auto flex flex-wrap items-center gap-2">{actions}</div> : null}
        </div>
        {tabs ? <div className="-mb-px">{tabs}</div> : null}
      </header>
    </>
  )
}

/** The body under a head, with the page's gutter. */
export function PageBody({ children, className }: { children: ReactNode; className?: string }) {
  return <div className={clsx('px-6 pt-4 pb-12 max-tablet:px-4', className)}>{children}</div>
}
