'use client'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'

export type LeaveDialogProps = { onLeave: () => void; onStay: () => void }

/** Asks whether what was typed may be left behind. */
export function LeaveDialog({ onLeave, onStay }: LeaveDialogProps) {
  const t = useTranslations('ui.leave')
  return (
    <Dialog
      open
      onOpenChange={onStay}
      title={t('title')}
      description={t('description')}
      actions={
        <>
          <Button variant="danger" onClick={onLeave}>
            {t('leave')}
          </Button>
          <Button variant="primary" onClick={onStay}>
            {t('stay')}
          </Button>
        </>
      }
    />
  )
}
