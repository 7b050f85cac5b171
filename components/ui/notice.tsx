import clsx from 'clsx'
import type { ReactNode } from 'react'
import { Icon, type IconName } from './icon'

export type NoticeTone = 'note' | 'attention' | 'danger' | 'outside'

const tones: Record<NoticeTone, { icon: IconName; edge: string; ink: string }> = {
  note: { icon: 'info', edge: 'border-l-line-strong', ink: 'text-ink-2' },
  attention: { icon: 'warning', edge: 'border-l-orpiment', ink: 'text-orpiment' },
  danger: { icon: 'cross', edge: 'border-l-cinnabar', ink: 'text-cinnabar' },
  outside: { icon: 'bolt', edge: 'border-l-amethyst', ink: 'text-amethyst' },
}

/** A remark that stays on the page, marked by an edge and a glyph and never by a filled panel. */
export function Notice({
  tone = 'note',
  title,
  children,
  action,
  live,
  className,
}: {
  tone?: NoticeTone
  title: ReactNode
  children?: ReactNode
  action?: ReactNode
  /** Speak it when it appears. */
  live?: boolean
  className?: string
}) {
  const look = tones[tone]
  return (
    <div
      role={live ? 'status' : undefined}
      className={clsx('flex flex-wrap items-start gap-x-3 gap-y-2 border-l-2 py-0.5 pl-3', look.edge, className)}
    >
      <div className="min-w-0 flex-1 basis-60">
        <p className={clsx('flex items-start gap-1.5 font-medium', look.ink)}>
          <Icon name={look.icon} small className="mt-[3px]" />
          <span>{title}</span>
        </p>
        {children ? <div className="mt-0.5 text-ink-2">{children}</div> : null}
      </div>
      {action ? <div className="flex gap-2">{action}</div> : null}
    </div>
  )
}
