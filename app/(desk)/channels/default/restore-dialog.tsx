'use client'
import type { Route } from 'next'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useEffect, useId, useState } from 'react'
import { useForm } from 'react-hook-form'
import { Form } from '@/components/form/form'
import { FormField } from '@/components/form/form-field'
import { ask } from '@/components/shell/reach'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Input } from '@/components/ui/input'
import { Notice } from '@/components/ui/notice'
import type { PreparedRestore } from '@/lib/channels/channel-views-schema'
import { formatDateTime } from '@/lib/format'
import { ChangeRows } from '../[channelId]/change-words'
import { restoreDefault } from '../actions'
import { LeftBehindList } from './left-behind-list'
import { useReceiptWrite } from './use-receipt-write'

type Found = { state: 'reading' } | { state: 'unread' } | { state: 'read'; slip: PreparedRestore | null }
type Values = { reason: string }

/** The prepared slip: the account default as it is and as it would be again, and why. */
export function RestoreDialog({ connectionId, onClose }: { connectionId: string; onClose: () => void }) {
  const t = useTranslations('account-default.restore')
  const tChannels = useTranslations('channels')
  const formId = useId()
  const [found, setFound] = useState<Found>({ state: 'reading' })
  const form = useForm<Values>({ defaultValues: { reason: '' } })
  const { isPending, refusal, run } = useReceiptWrite(restoreDefault)
  useEffect(() => {
    let isGone = false
    ask(`/api/channels/default/restore?connectionId=${connectionId}`)
      .then((response) => (response.ok ? (response.json() as Promise<{ slip: PreparedRestore | null }>) : null))
      .catch(() => null)
      .then((answer) => {
        if (!isGone) setFound(answer ? { state: 'read', slip: answer.slip } : { state: 'unread' })
      })
    return () => {
      isGone = true
    }
  }, [connectionId])
  const slip = found.state === 'read' ? found.slip : null
  const isReady = slip !== null && !slip.isBlocked && slip.changes.length > 0
  const submit = ({ reason }: Values) => {
    if (reason.trim() === '') return form.setError('reason', { message: 'reasonRequired' })
    if (slip) run({ connectionId, version: slip.version, base: slip.base, reason })
  }
  return (
    <Dialog
      open
      wide
      onOpenChange={(next) => (next ? undefined : onClose())}
      title={t('dialogTitle')}
      description={t('dialogText')}
      actions={
        isReady ? (
          <Button type="submit" form={formId} variant="primary" pending={isPending && t('sending')}>
            {t('send')}
          </Button>
        ) : null
      }
    >
      {refusal ? (
        <Notice tone="danger" live title={refusal}>
          {null}
        </Notice>
      ) : null}
      {found.state === 'reading' ? <p role="status">{t('reading')}</p> : null}
      {found.state === 'unread' ? <p role="alert">{t('unread')}</p> : null}
      {found.state === 'read' && (slip === null || slip.changes.length === 0) ? <p>{t('nothing')}</p> : null}
      {slip?.isBlocked ? <p role="alert">{t('blocked')}</p> : null}
      {slip && slip.changes.length > 0 ? (
        <>
          <p className="text-ink-2">
            {t('from', { time: formatDateTime(slip.closedAt), channelId: slip.channelId })}{' '}
            {slip.receipt ? (
              <Link className="link" href={`/operations/${slip.receipt}` as Route}>
                {slip.receipt}
              </Link>
            ) : null}
          </p>
          <section aria-label={t('changes', { version: slip.version })}>
            <h3 className="border-b border-ink pb-1 font-serif text-16 font-semibold">
              {t('changes', { version: slip.version })}
            </h3>
            <ChangeRows changes={slip.changes} />
            <LeftBehindList left={slip.left} />
          </section>
          <Form
            id={formId}
            form={form}
            onSubmit={submit}
            translateError={(message) => tChannels(`errors.${message}` as 'errors.required')}
          >
            <FormField<Values> name="reason" label={tChannels('fields.reason')}>
              <Input autoComplete="off" {...form.register('reason')} />
            </FormField>
          </Form>
        </>
      ) : null}
    </Dialog>
  )
}
