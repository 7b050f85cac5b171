'use client'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { listChanges } from '@/lib/channels/changes-schema'
import type { ChannelBase } from '@/lib/channels/channel-views-schema'
import { toSubmission } from '@/lib/channels/form-schema'
import { ChangeRows } from './change-words'

type Props = { before: ChannelBase; now: ChannelBase; hasChanges: boolean; onMerge: () => void; onDrop: () => void }

/** The channel is no longer what the form was loaded from: what moved, and the ways on. */
export function StaleNotice({ before, now, hasChanges, onMerge, onDrop }: Props) {
  const t = useTranslations('merge.stale')
  const forms = { primary: now.base.primary.form, secondary: now.base.secondary.form }
  const differences = listChanges(before.base, toSubmission(forms, now.base))
  return (
    <Notice
      live
      tone="outside"
      title={t('title')}
      action={
        hasChanges ? (
          <>
            <Button size="sm" onClick={onMerge}>
              {t('merge')}
            </Button>
            <Button size="sm" onClick={onDrop}>
              {t('drop')}
            </Button>
          </>
        ) : (
          <Button size="sm" onClick={onDrop}>
            {t('load')}
          </Button>
        )
      }
    >
      <p>{t(hasChanges ? 'text' : 'textUntouched')}</p>
      <div className="mt-2 max-w-3xl">
        <p className="text-12 text-ink-3">{t('differences')}</p>
        {differences.length > 0 ? <ChangeRows changes={differences} /> : <p>{t('hidden')}</p>}
      </div>
    </Notice>
  )
}
