'use client'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { listChanges } from '@/lib/channels/changes-schema'
import type { ChannelBase } from '@/lib/channels/channel-views-schema'
import { toSubmission } from '@/lib/channels/form-schema'
import { ChangeRows } from './change-words'

type Props = { before: ChannelBase; now: ChannelBase; hasChanges: boolean; onKeep: () => void; onDrop: () => void }

/** The channel is no longer what the form was loaded from: what moved, and the two ways on. */
export function StaleNotice({ before, now, hasChanges, onKeep, onDrop }: Props) {
  const t = useTranslations('channels.stale')
  const forms = { primary: now.base.primary.form, secondary: now.base.secondary.form }
  const differences = listChanges(before.base, toSubmission(forms, now.base))
  return (
    <Notice
      live
      tone="outside"
      title={t('title')}
      action={
        <>
          <Button size="sm" onClick={onKeep}>
            {t('keep')}
          </Button>
          {hasChanges ? (
            <Button size="sm" onClick={onDrop}>
              {t('drop')}
            </Button>
          ) : null}
        </>
      }
    >
      <p>{t('text')}</p>
      <div className="mt-2 max-w-3xl">
        <p className="text-12 text-ink-3">{t('differences')}</p>
        {differences.length > 0 ? <ChangeRows changes={differences} /> : <p>{t('hidden')}</p>}
      </div>
    </Notice>
  )
}
