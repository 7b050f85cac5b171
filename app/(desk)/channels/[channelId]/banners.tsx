'use client'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import type { ChannelBase } from '@/lib/channels/channel-views-schema'
import { formatShortDateTime } from '@/lib/format'

type Props = {
  channel: ChannelBase
  mayWrite: boolean
  isClosed: boolean
  restoredAt: number | null
  onForget: () => void
}

/** What must be known before reading the form. */
export function Banners({ channel, mayWrite, isClosed, restoredAt, onForget }: Props) {
  const t = useTranslations('channels')
  return (
    <>
      {channel.followsDefault ? (
        <Notice tone="attention" title={t('follows.title')}>
          {t('follows.text')}
        </Notice>
      ) : null}
      {isClosed ? (
        <Notice tone="danger" title={t('closed.title')}>
          {t('closed.text')}
        </Notice>
      ) : null}
      {mayWrite ? null : <Notice title={t('readOnly.title')}>{t('readOnly.text')}</Notice>}
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
