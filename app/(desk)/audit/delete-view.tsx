'use client'
import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { RefusalNotice } from '@/app/(desk)/settings/refusal-notice'
import { useWrite } from '@/app/(desk)/settings/use-write'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import type { SavedView } from '@/lib/explorer/schema'
import { deleteView } from './actions'

/** Asks first: others may hold the view's link. */
export function DeleteView({ view }: { view: SavedView }) {
  const t = useTranslations('explorer.dialog')
  const router = useRouter()
  const [isOpen, setIsOpen] = useState(false)
  const { run, isPending, refusal } = useWrite(deleteView, () => null)
  return (
    <>
      <Button variant="danger" className="mr-auto" onClick={() => setIsOpen(true)}>
        {t('delete')}
      </Button>
      <ConfirmDialog
        open={isOpen}
        onOpenChange={setIsOpen}
        danger
        title={t('delete')}
        description={t('deleteAsk', { name: view.name })}
        confirmLabel={t('delete')}
        pending={isPending && t('deleting')}
        onConfirm={() => run({ id: view.id }, () => router.push('/audit' as Route))}
      >
        <RefusalNotice refusal={refusal} />
      </ConfirmDialog>
    </>
  )
}
