'use client'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import type { ChannelBase } from '@/lib/channels/channel-views-schema'
import { ACCOUNT_DEFAULT } from '@/lib/channels/form-schema'
import { formatShortDateTime } from '@/lib/format'
import { FollowOffer } from './follow-offer'

type Props = {
  channel: ChannelBase
  mayWrite: boolean
  isClosed: boolean
  asksToStop: boolean
  restoredAt: number | null
  onForget: () => void
}

/** What must be known before reading the form. */
export function Banners({ channel, mayWrite, isClosed, asksToStop, restoredAt, onForget }: Props) {
  const t = useTranslations('channels')
  return (
    <>
      <FollowOffer channel={channel} mayWrite={mayWrite && !isClosed} startsOpen={asksToStop} />
      {isClosed ? (
        <Notice tone="danger" title={t('closed.title')}>
          {t('closed.text')}
        </Notice>
      ) : null}
      {mayWrite || channel.channelId === ACCOUNT_DEFAULT ? null : (
        <Notice title={t('readOnly.title')}>{t('readOnly.text')}</Notice>
      )}
      {restoredAt ? (
        <Notice
          live
          title={t('restored.title', { time: formatShortDateTime(restoredAt) })}
          action={
            <Button size="sm" onClick={onForget}>
              {t('restored.drop')}
            </Button>
          }
        >
          {t('restored.text')}
        </Notice>
      ) : null}
    </>
  )
}
