'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { SinkDialog } from './sink-dialog'

export function AddSink() {
  const t = useTranslations('streaming')
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button icon="plus" variant="primary" onClick={() => setOpen(true)}>
        {t('add')}
      </Button>
      {isOpen ? <SinkDialog onClose={() => setOpen(false)} /> : null}
    </>
  )
}
