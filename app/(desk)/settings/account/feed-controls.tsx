'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { MadeLinkDialog } from '@/components/shell/made-link-dialog'
import { Button } from '@/components/ui/button'
import type { AppLocale } from '@/lib/i18n/locales'
import { RefusalNotice } from '../refusal-notice'
import { useWrite } from '../use-write'
import { addFeed, revokeFeed } from './actions'

/** Makes, replaces and ends the feed. */
export function FeedControls({ hasFeed, locale }: { hasFeed: boolean; locale: AppLocale }) {
  const t = useTranslations('expiring.feed')
  const [path, setPath] = useState<string | null>(null)
  const adding = useWrite(addFeed, () => null)
  const revoking = useWrite(revokeFeed, () => null)
  const add = () => adding.run({ locale }, (made) => setPath(made.path))
  const words = {
    title: t('madeTitle'),
    description: t('madeText'),
    address: t('address'),
    copy: t('copy'),
    done: t('done'),
  }
  return (
    <>
      <RefusalNotice refusal={adding.refusal ?? revoking.refusal} />
      <span className="ml-auto flex gap-2">
        <Button onClick={add} pending={adding.isPending && t('adding')}>
          {t(hasFeed ? 'renew' : 'add')}
        </Button>
        {hasFeed ? (
          <Button
            variant="danger"
            onClick={() => revoking.run({ confirmed: true }, () => undefined)}
            pending={revoking.isPending && t('revoking')}
          >
            {t('revoke')}
          </Button>
        ) : null}
      </span>
      {path ? <MadeLinkDialog path={path} words={words} onClose={() => setPath(null)} /> : null}
    </>
  )
}
