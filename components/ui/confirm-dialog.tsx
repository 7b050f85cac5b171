'use client'
import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { Button } from './button'
import { Dialog } from './dialog'
import { Field } from './field'
import { Input } from './input'

type ConfirmDialogProps = {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: ReactNode
  description: ReactNode
  /** Names the effect: `停用 3 人`, never `确定`. */
  confirmLabel: string
  onConfirm: () => void
  pending?: string | false
  danger?: boolean
  /** What must be typed before the button wakes. */
  typedConfirmation?: string
  children?: ReactNode
}

export function ConfirmDialog({
  open,
  onOpenChange,
  title,
  description,
  confirmLabel,
  onConfirm,
  pending,
  danger,
  typedConfirmation,
  children,
}: ConfirmDialogProps) {
  const t = useTranslations('ui')
  const [typed, setTyped] = useState('')
  const isReady = !typedConfirmation || typed.trim() === typedConfirmation
  const changeOpen = (next: boolean) => {
    setTyped('')
    onOpenChange(next)
  }
  return (
    <Dialog
      open={open}
      onOpenChange={changeOpen}
      title={title}
      description={description}
      actions={
        <>
          <Button onClick={() => changeOpen(false)}>{t('cancel')}</Button>
          <Button variant={danger ? 'danger' : 'primary'} onClick={onConfirm} disabled={!isReady} pending={pending}>
            {confirmLabel}
          </Button>
        </>
      }
    >
      {children}
      {typedConfirmation ? (
        <Field label={t('typeToConfirm', { text: typedConfirmation })}>
          <Input
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            autoComplete="off"
            spellCheck={false}
          />
        </Field>
      ) : null}
    </Dialog>
  )
}
