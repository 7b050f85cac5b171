'use client'
import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { Mono } from '@/components/ui/mono'
import { Notice } from '@/components/ui/notice'
import type { WhitelistDoor, WhitelistRow } from '@/lib/channels/whitelist-schema'
import { formatCount, formatEstimate } from '@/lib/format'
import type { Submitted } from '@/lib/operations/submit'
import { removeWhitelistEntries } from './actions'
import { ReasonField, Refusal } from './reason-field'
import type { ListPlace } from './search-params'
import { useListWrite } from './use-list-write'

const NAMED = 6

type Props = {
  place: ListPlace
  rows: readonly WhitelistRow[]
  total: number | null
  door: WhitelistDoor | null
  callsPerSecond: number
  onClose: () => void
  onSubmitted: (operation: { id: string; number: number }) => void
}

/** Who will be taken off, in how many calls, and what it does to viewers. Several are followed on their receipt. */
export function RemoveDialog({ place, rows, total, door, callsPerSecond, onClose, onSubmitted }: Props) {
  const t = useTranslations('whitelist')
  const locale = useLocale()
  const router = useRouter()
  const [reason, setReason] = useState('')
  const { send, isPending, errors, refusal } = useListWrite<Submitted>(({ operationId, number }) => {
    onSubmitted({ id: operationId, number })
    onClose()
    if (rows.length > 1) router.push(`/operations/R-${number}` as Route)
  })
  const count = formatCount(rows.length)
  const empties = total !== null && rows.length >= total && door?.isOn === true && door.isPhone
  const submit = () =>
    void send((requestKey) =>
      removeWhitelistEntries({ ...place, requestKey, reason, handles: rows.map(({ handle }) => handle) }),
    )
  return (
    <ConfirmDialog
      open
      danger
      onOpenChange={(next) => (next ? undefined : onClose())}
      title={t('remove.title', { count })}
      description={t('remove.text', {
        calls: count,
        time: formatEstimate((rows.length / callsPerSecond) * 1_000, locale),
      })}
      confirmLabel={t('remove.submit', { count })}
      pending={isPending && t('submitting')}
      onConfirm={submit}
    >
      {empties ? (
        <Notice tone="danger" title={t('door.wouldEmpty')}>
          {t('door.nobodyText')}
        </Notice>
      ) : null}
      <Refusal refusal={refusal} />
      <ul className="flex flex-wrap gap-x-4 gap-y-1">
        {rows.slice(0, NAMED).map((row) => (
          <li key={row.key}>
            <Mono>{row.code}</Mono> {row.name}
          </li>
        ))}
        {rows.length > NAMED ? (
          <li className="text-ink-3">{t('remove.more', { count: formatCount(rows.length - NAMED) })}</li>
        ) : null}
      </ul>
      <ReasonField value={reason} onChange={setReason} error={errors.reason} />
    </ConfirmDialog>
  )
}
