'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import type { ChannelBase } from '@/lib/channels/channel-views-schema'
import { FollowDialog } from './follow-dialog'

type Props = { channel: ChannelBase; mayWrite: boolean; startsOpen: boolean }

/** Whose conditions viewers meet, said before anything else of a channel, and the way to change that. */
export function FollowOffer({ channel, mayWrite, startsOpen }: Props) {
  const t = useTranslations('account-default.follow')
  const follows = channel.followsDefault
  const [isOpen, setOpen] = useState(startsOpen && mayWrite && follows === true)
  const dialog = isOpen ? (
    <FollowDialog channel={channel} follows={follows !== true} onClose={() => setOpen(false)} />
  ) : null
  if (follows)
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
        {dialog}
      </Notice>
    )
  if (follows === null || !mayWrite) return null
  return (
    <p className="text-12 text-ink-3">
      {t('own')}{' '}
      <button type="button" className="link" onClick={() => setOpen(true)}>
        {t('again')}
      </button>
      {dialog}
    </p>
  )
}
