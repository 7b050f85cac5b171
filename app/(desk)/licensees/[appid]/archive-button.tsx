'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { RefusalNotice } from '@/app/(desk)/settings/refusal-notice'
import { useWrite } from '@/app/(desk)/settings/use-write'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { Notice } from '@/components/ui/notice'
import { formatCount } from '@/lib/format'
import type { LicenseeLine } from '@/lib/licensees/book-schema'
import { archiveLicensee, restoreLicensee } from '../actions'

/** Archiving hides it here and nothing else, and says so where it still holds rights. */
export function ArchiveButton({ licensee }: { licensee: LicenseeLine }) {
  const t = useTranslations('licensees.archive')
  const [isOpen, setIsOpen] = useState(false)
  const isArchived = licensee.archivedAt !== null
  const { run, isPending, refusal } = useWrite(isArchived ? restoreLicensee : archiveLicensee, () => null)
  const holds = licensee.grantCount + licensee.accountGrantCount > 0
  const input = { appid: licensee.appid }
  if (isArchived) {
    return (
      <>
        <Button pending={isPending && t('restoring')} onClick={() => run(input, () => undefined)}>
          {t('restore')}
        </Button>
        <RefusalNotice refusal={refusal} />
      </>
    )
  }
  return (
    <>
      <Button variant="ghost" onClick={() => setIsOpen(true)}>
        {t('open')}
      </Button>
      <ConfirmDialog
        open={isOpen}
        onOpenChange={setIsOpen}
        title={t('title', { name: licensee.name })}
        description={t('description')}
        confirmLabel={t('submit')}
        pending={isPending && t('archiving')}
        onConfirm={() => run(input, () => setIsOpen(false))}
      >
        {holds ? (
          <Notice
            tone="attention"
            title={t('stillHolds', {
              dramas: formatCount(licensee.grantCount),
              accounts: licensee.accountGrantCount,
            })}
          />
        ) : null}
        <RefusalNotice refusal={refusal} />
      </ConfirmDialog>
    </>
  )
}
