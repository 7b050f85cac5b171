'use client'
import { Dialog as Base } from '@base-ui/react/dialog'
import clsx from 'clsx'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { IconButton } from './button'

export type DialogFrameProps = {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: ReactNode
  description?: ReactNode
  children?: ReactNode
  /** Buttons, in reading order; the last is the one that acts. */
  actions?: ReactNode
  wide?: boolean
  /** Something is typed in it: a click beside it does not throw that away. */
  keeps?: boolean | undefined
}

/** What a dialog is made of; `dialog.tsx` fetches it. */
export function DialogFrame(props: DialogFrameProps) {
  const { open, onOpenChange, title, description, children, actions, wide, keeps } = props
  const t = useTranslations('ui')
  return (
    <Base.Root open={open} disablePointerDismissal={keeps} onOpenChange={(next) => onOpenChange(next)}>
      <Base.Portal>
        <Base.Backdrop className="veil" />
        <Base.Popup
          className={clsx(
            'popup fixed inset-x-0 top-[12dvh] z-50 mx-auto flex max-h-[76dvh] w-[calc(100vw-32px)] flex-col rounded-dialog',
            wide ? 'max-w-[720px]' : 'max-w-[460px]',
          )}
        >
          <Base.Title className="px-6 pt-5 pr-14 font-serif text-20 font-semibold">{title}</Base.Title>
          <div className="min-h-0 overflow-y-auto px-6 pt-1 pb-5">
            {description ? <Base.Description className="text-ink-2">{description}</Base.Description> : null}
            {children ? <div className="mt-4 grid gap-4">{children}</div> : null}
          </div>
          {actions ? (
            <div className="flex flex-wrap justify-end gap-2 border-t border-line px-6 py-3.5">{actions}</div>
          ) : null}
          <Base.Close render={<IconButton icon="close" label={t('close')} className="absolute top-4 right-4" />} />
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}
