'use client'
import { useTranslations } from 'next-intl'
import { useId } from 'react'
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
import { ChangeRows } from './change-words'
import { useFollowPreview } from './use-follow-preview'

type Props = { channel: ChannelBase; follows: boolean; onClose: () => void }
type Values = { reason: string }

/** Stop following the account default, or follow it again: what viewers will meet, why, and only then the button. */
export function FollowDialog({ channel, follows, onClose }: Props) {
  const t = useTranslations(`account-default.follow.${follows ? 'start' : 'end'}`)
  const tFollow = useTranslations('account-default.follow')
  const tChannels = useTranslations('channels')
  const formId = useId()
  const form = useForm<Values>({ defaultValues: { reason: '' } })
  const { isPending, refusal, run } = useReceiptWrite(saveFollows)
  const preview = useFollowPreview(channel, follows)
  const { connectionId, channelId, fingerprint } = channel
  const submit = ({ reason }: Values) => {
    if (reason.trim() === '') return form.setError('reason', { message: 'reasonRequired' })
    const shown = preview.state === 'read' ? { accountDefault: preview.found.accountDefault } : {}
    run({ connectionId, channelId, base: fingerprint, follows, reason, ...shown })
  }
  return (
    <Dialog
      open
      wide={follows}
      onOpenChange={(next) => (next ? undefined : onClose())}
      title={t('title')}
      description={t('text')}
      actions={
        <Button
          type="submit"
          form={formId}
          variant="primary"
          disabled={follows && preview.state !== 'read'}
          pending={isPending && tChannels('bar.saving')}
        >
          {t('confirm')}
        </Button>
      }
    >
      {refusal ? <Notice tone="danger" live title={refusal} /> : null}
      {follows ? null : <OwnConditions channel={channel} />}
      {preview.state === 'reading' ? <p role="status">{tFollow('reading')}</p> : null}
      {preview.state === 'unread' ? <p role="alert">{tFollow('unread')}</p> : null}
      {preview.state === 'read' ? (
        <section aria-label={tFollow('changes')}>
          <h3 className="border-b border-ink pb-1 font-serif text-16 font-semibold">{tFollow('changes')}</h3>
          {preview.found.changes.length > 0 ? (
            <ChangeRows changes={preview.found.changes} />
          ) : (
            <p className="py-1 text-ink-2">{tFollow('same')}</p>
          )}
        </section>
      ) : null}
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

/** In a sentence a door, what the channel itself holds. */
function OwnConditions({ channel }: { channel: ChannelBase }) {
  const t = useTranslations('channels')
  return (
    <dl className="grid grid-cols-[7em_1fr] gap-y-1">
      {rankNames.map((rank) => {
        const { form: stored, unsupportedType } = channel.base[rank]
        const type = stored.type ?? 'none'
        return (
          <div key={rank} className="contents">
            <dt className="text-ink-3">{t(`ranks.${rank}`)}</dt>
            <dd>
              {!stored.enabled
                ? t('typeSentence.off')
                : unsupportedType
                  ? t('typeSentence.other', { type: unsupportedType })
                  : t(`typeSentence.${type}`)}
            </dd>
          </div>
        )
      })}
    </dl>
  )
}
