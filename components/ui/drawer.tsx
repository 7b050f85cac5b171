'use client'
import { Dialog as Base } from '@base-ui/react/dialog'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { IconButton } from './button'

type DrawerProps = {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: ReactNode
  /** A reference beside the controls, such as an event's number. */
  reference?: ReactNode
  children: ReactNode
  actions?: ReactNode
  /** The page goes on being worked on, so a press outside does not close the panel. */
  isBeside?: boolean
}

/** A panel from the right edge; the page behind stays visible and is not veiled. */
export function Drawer({ open, onOpenChange, title, reference, children, actions, isBeside }: DrawerProps) {
  const t = useTranslations('ui')
  return (
    <Base.Root
      open={open}
      onOpenChange={(next) => onOpenChange(next)}
      modal={!isBeside}
      disablePointerDismissal={isBeside}
    >
      <Base.Portal>
        <Base.Popup className="fixed inset-y-0 right-0 z-50 flex w-[436px] max-w-full flex-col bg-surface text-ink shadow-lift outline-none transition duration-180 data-ending-style:translate-x-1 data-ending-style:opacity-0 data-starting-style:translate-x-1 data-starting-style:opacity-0">
          <div className="flex h-11 shrink-0 items-center gap-1 pr-4 pl-6 text-ink-2">
            <span className="mono mr-auto">{reference}</span>
            {actions}
            <Base.Close render={<IconButton icon="close" size="sm" label={t('close')} />} />
          </div>
          <div className="min-h-0 flex-1 overflow-y-auto px-6 pb-6">
            <Base.Title className="font-serif text-20 font-semibold">{title}</Base.Title>
            {children}
          </div>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}
