'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { LeaveGuard } from '@/components/shell/leave-guard'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Notice } from '@/components/ui/notice'
import type { RestoreLine } from '@/lib/channels/drift-schema'
import { useReceiptWrite } from '../../../channels/default/use-receipt-write'
import { restoreChannels } from '../../actions'
import { RestoreChannel } from './restore-channel'

type Props = { connectionId: string; lines: readonly RestoreLine[]; mayWrite: boolean; isClosed: boolean }

/** One slip for several channels: what changes of each, why, and only then the button. */
export function RestoreSlip({ connectionId, lines, mayWrite, isClosed }: Props) {
  const t = useTranslations('channel-drift.slip')
  const tErrors = useTranslations('channels.errors')
  const [reason, setReason] = useState('')
  const [isTried, setTried] = useState(false)
  const { isPending, refusal, run } = useReceiptWrite(restoreChannels)
  const channels = lines.flatMap(({ channelId, version, rollback }) =>
    rollback?.isReady ? [{ channelId, version, base: rollback.base }] : [],
  )
  const problem = isTried && reason.trim() === '' ? tErrors('reasonRequired') : null
  return (
    <form
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (reason.trim() !== '') run({ connectionId, channels, reason })
      }}
    >
      <LeaveGuard when={reason.trim() !== '' && !isPending} />
      {isClosed ? <Notice tone="danger" title={t('closed')} /> : null}
      <p className="text-ink-2">{t('lede')}</p>
      {lines.map((line) => (
        <RestoreChannel key={line.channelId} line={line} connectionId={connectionId} />
      ))}
      {refusal ? <Notice tone="danger" live title={refusal} /> : null}
      {mayWrite && !isClosed && channels.length > 0 ? (
        <div className="grid max-w-xl gap-3">
          <Field label={t('reason')} error={problem}>
            <Input
              autoComplete="off"
              value={reason}
              placeholder={t('reasonHint')}
              onChange={(event) => setReason(event.target.value)}
            />
          </Field>
          <p>
            <Button type="submit" variant="primary" pending={isPending && t('pending')}>
              {t('submit', { count: channels.length })}
            </Button>
          </p>
        </div>
      ) : null}
    </form>
  )
}
