'use client'
import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { Notice } from '@/components/ui/notice'
import type { WhitelistDoor } from '@/lib/channels/whitelist-schema'
import { formatCount } from '@/lib/format'
import type { Submitted } from '@/lib/operations/submit'
import { clearWhitelist } from './actions'
import { ReasonField, Refusal } from './reason-field'
import type { ListPlace } from './search-params'
import { useListWrite } from './use-list-write'

type Props = { place: ListPlace; total: number; door: WhitelistDoor | null; onClose: () => void }

/** Everybody at once: the number of members is typed, and whom it locks out is said first. */
export function ClearDialog({ place, total, door, onClose }: Props) {
  const t = useTranslations('whitelist')
  const router = useRouter()
  const [reason, setReason] = useState('')
  const { send, isPending, errors, refusal } = useListWrite<Submitted>(({ number }) =>
    router.push(`/operations/R-${number}` as Route),
  )
  const count = formatCount(total)
  return (
    <ConfirmDialog
      open
      danger
      onOpenChange={(next) => (next ? undefined : onClose())}
      title={t('clear.title', { rank: t(`rank.${place.rank}`) })}
      description={t('clear.text', { count })}
      confirmLabel={t('clear.submit', { count })}
      typedConfirmation={String(total)}
      pending={isPending && t('submitting')}
      onConfirm={() => void send((requestKey) => clearWhitelist({ ...place, requestKey, reason, count: total }))}
    >
      {door?.isOn && door.isPhone ? (
        <Notice tone="danger" title={t('door.wouldEmpty')}>
          {t('door.nobodyText')}
        </Notice>
      ) : null}
      <Refusal refusal={refusal} />
      <ReasonField value={reason} onChange={setReason} error={errors.reason} />
    </ConfirmDialog>
  )
}
