'use client'
import { useTranslations } from 'next-intl'
import { useId, useState } from 'react'
import { useForm } from 'react-hook-form'
import { Form } from '@/components/form/form'
import { FormField } from '@/components/form/form-field'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Input } from '@/components/ui/input'
import { Notice } from '@/components/ui/notice'
import type { ChannelBase } from '@/lib/channels/channel-views-schema'
import { rankNames } from '@/lib/channels/form-schema'
import { saveFollows } from '../actions'
import { useReceiptWrite } from '../default/use-receipt-write'

type Props = { channel: ChannelBase; mayWrite: boolean; startsOpen: boolean }

/** Said before anything else of a channel that follows: viewers do not meet what stands below, and the way to change that. */
export function FollowOffer({ channel, mayWrite, startsOpen }: Props) {
  const t = useTranslations('account-default.follow')
  const [isOpen, setOpen] = useState(startsOpen && mayWrite)
  return (
    <Notice
      tone="attention"
      title={t('title')}
      action={
        mayWrite ? (
          <Button size="sm" onClick={() => setOpen(true)}>
            {t('stop')}
          </Button>
        ) : null
      }
    >
      {t('text')}
      {isOpen ? <StopFollowing channel={channel} onClose={() => setOpen(false)} /> : null}
    </Notice>
  )
}

type Values = { reason: string }

function StopFollowing({ channel, onClose }: { channel: ChannelBase; onClose: () => void }) {
  const t = useTranslations('account-default.follow')
  const tChannels = useTranslations('channels')
  const formId = useId()
  const form = useForm<Values>({ defaultValues: { reason: '' } })
  const { isPending, refusal, run } = useReceiptWrite(saveFollows)
  const { connectionId, channelId, fingerprint } = channel
  const submit = ({ reason }: Values) => {
    if (reason.trim() === '') return form.setError('reason', { message: 'reasonRequired' })
    run({ connectionId, channelId, base: fingerprint, follows: false, reason })
  }
  return (
    <Dialog
      open
      onOpenChange={(next) => (next ? undefined : onClose())}
      title={t('dialogTitle')}
      description={t('dialogText')}
      actions={
        <Button type="submit" form={formId} variant="primary" pending={isPending && tChannels('bar.saving')}>
          {t('confirm')}
        </Button>
      }
    >
      {refusal ? <Notice tone="danger" live title={refusal} /> : null}
      <dl className="grid grid-cols-[7em_1fr] gap-y-1">
        {rankNames.map((rank) => {
          const { form: stored, unsupportedType } = channel.base[rank]
          const type = stored.type ?? 'none'
          return (
            <div key={rank} className="contents">
              <dt className="text-ink-3">{tChannels(`ranks.${rank}`)}</dt>
              <dd>
                {!stored.enabled
                  ? tChannels('typeSentence.off')
                  : unsupportedType
                    ? tChannels('typeSentence.other', { type: unsupportedType })
                    : tChannels(`typeSentence.${type}`)}
              </dd>
            </div>
          )
        })}
      </dl>
      <Form
        id={formId}
        form={form}
        onSubmit={submit}
        translateError={(message) => tChannels(`errors.${message}` as 'errors.required')}
      >
        <FormField<Values> name="reason" label={tChannels('fields.reason')}>
          <Input autoComplete="off" placeholder={tChannels('bar.reasonPlaceholder')} {...form.register('reason')} />
        </FormField>
      </Form>
    </Dialog>
  )
}
