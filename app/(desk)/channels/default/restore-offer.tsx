'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { RestoreDialog } from './restore-dialog'

/** After the alarm: what happened to the account default, and for an administrator the way back, right here. */
export function RestoreOffer({ connectionId, mayRestore }: { connectionId: string; mayRestore: boolean }) {
  const t = useTranslations('account-default.restore')
  const [isOpen, setOpen] = useState(false)
  return (
    <Notice
      tone="danger"
      title={t('title')}
      action={
        mayRestore ? (
          <Button size="sm" onClick={() => setOpen(true)}>
            {t('open')}
          </Button>
        ) : null
      }
    >
      {t(mayRestore ? 'text' : 'textOthers')}
      {isOpen ? <RestoreDialog connectionId={connectionId} onClose={() => setOpen(false)} /> : null}
    </Notice>
  )
}
