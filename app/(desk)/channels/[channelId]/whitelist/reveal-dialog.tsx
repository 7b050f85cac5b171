'use client'
import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import type { RevealScope, WhitelistRow } from '@/lib/channels/whitelist-schema'
import { formatCount } from '@/lib/format'
import { revealWhitelist } from './actions'
import { ReasonField, Refusal } from './reason-field'
import type { ListPlace } from './search-params'
import { useListWrite } from './use-list-write'

type Props = {
  place: ListPlace
  rows: readonly WhitelistRow[]
  scope: RevealScope
  onClose: () => void
  onRevealed: (codes: ReadonlyMap<string, string>) => void
}

/** Asks why; the answer and the number of members are in the log before a code is shown. */
export function RevealDialog({ place, rows, scope, onClose, onRevealed }: Props) {
  const t = useTranslations('whitelist')
  const [reason, setReason] = useState('')
  const { send, isPending, errors, refusal } = useListWrite<{ codes: Record<string, string> }>(({ codes }) => {
    onRevealed(new Map(Object.entries(codes)))
    onClose()
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void send(() => revealWhitelist({ ...place, reason, scope, handles: rows.map(({ handle }) => handle) }))
  }
  const count = formatCount(rows.length)
  return (
    <Dialog
      open
      onOpenChange={(next) => (next ? undefined : onClose())}
      title={t('reveal.title', { count })}
      description={t('reveal.text')}
      actions={
        <Button variant="primary" type="submit" form="whitelist-reveal" pending={isPending && t('submitting')}>
          {t('reveal.submit', { count })}
        </Button>
      }
    >
      <form id="whitelist-reveal" className="grid gap-4" onSubmit={submit} noValidate>
        <Refusal refusal={refusal} />
        <ReasonField value={reason} onChange={setReason} error={errors.reason} />
      </form>
    </Dialog>
  )
}
