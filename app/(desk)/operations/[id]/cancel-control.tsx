'use client'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import type { ErrorCode } from '@/lib/errors'
import { cancelOperation } from './actions'

/** Stops what has not been sent. Whoever may not is told why. */
export function CancelControl({ operationId, canCancel }: { operationId: string; canCancel: boolean }) {
  const t = useTranslations('operations.live')
  const tErrors = useTranslations('errors')
  const router = useRouter()
  const [isOpen, setOpen] = useState(false)
  const [refusal, setRefusal] = useState<ErrorCode | null>(null)
  const [isPending, startTransition] = useTransition()
  const confirm = () =>
    startTransition(async () => {
      const result = await cancelOperation({ operationId })
      setOpen(false)
      setRefusal(result.ok ? null : result.code)
      router.refresh()
    })
  if (!canCancel) return <p className="text-12 text-ink-3">{t('cancelForbidden')}</p>
  return (
    <>
      <Button size="sm" className="no-print" onClick={() => setOpen(true)}>
        {t('cancel')}
      </Button>
      {refusal ? (
        <p role="alert" className="text-12 text-cinnabar">
          {tErrors(refusal)}
        </p>
      ) : null}
      <ConfirmDialog
        open={isOpen}
        onOpenChange={setOpen}
        title={t('cancelTitle')}
        description={t('cancelDescription')}
        confirmLabel={t('cancelConfirm')}
        onConfirm={confirm}
        pending={isPending && t('cancelPending')}
        danger
      />
    </>
  )
}
