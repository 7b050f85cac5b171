'use client'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button, ButtonLink } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import type { OpenDrift } from '@/lib/channels/drift-schema'
import { ACCOUNT_DEFAULT } from '@/lib/channels/form-schema'
import { formatRelative } from '@/lib/format'
import { AdoptChannelDialog } from '../../drift/channels/adopt-channel-dialog'
import { compareHref, restoreHref } from './versions/version-hrefs'

type Props = { connectionId: string; drift: OpenDrift; now: string; mayWrite: boolean }

/** Somebody else changed it, and nobody has said yet which state is right. */
export function OutsideChange({ connectionId, drift, now, mayWrite }: Props) {
  const t = useTranslations('channel-drift.banner')
  const locale = useLocale()
  const [isAdopting, setAdopting] = useState(false)
  const { channelId, knownNumber, foundNumber, foundAt } = drift
  return (
    <div className="px-6 pt-3 max-tablet:px-4">
      <Notice
        tone="outside"
        title={t(channelId === ACCOUNT_DEFAULT ? 'titleDefault' : 'title')}
        action={
          <>
            <ButtonLink size="sm" variant="ghost" href={compareHref(channelId, connectionId, knownNumber, foundNumber)}>
              {t('compare')}
            </ButtonLink>
            {mayWrite ? (
              <>
                <ButtonLink size="sm" href={restoreHref(channelId, connectionId, knownNumber)} prefetch={false}>
                  {t('restore', { known: knownNumber })}
                </ButtonLink>
                <Button size="sm" onClick={() => setAdopting(true)}>
                  {t('adopt')}
                </Button>
              </>
            ) : null}
          </>
        }
      >
        {t('text', { time: formatRelative(foundAt, now, locale), known: knownNumber })}
      </Notice>
      {isAdopting ? (
        <AdoptChannelDialog connectionId={connectionId} driftIds={[drift.id]} onClose={() => setAdopting(false)} />
      ) : null}
    </div>
  )
}
