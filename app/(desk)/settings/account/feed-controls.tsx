'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { Dialog } from '@/components/ui/dialog'
import type { AppLocale } from '@/lib/i18n/locales'
import { RefusalNotice } from '../refusal-notice'
import { useWrite } from '../use-write'
import { addFeed, revokeFeed } from './actions'

/** Makes, replaces and ends the feed. The address lives in the dialog's memory and nowhere else in the browser. */
export function FeedControls({ hasFeed, locale }: { hasFeed: boolean; locale: AppLocale }) {
  const t = useTranslations('expiring.feed')
  const [address, setAddress] = useState<string | null>(null)
  const adding = useWrite(addFeed, () => null)
  const revoking = useWrite(revokeFeed, () => null)
  const add = () => adding.run({ locale }, ({ path }) => setAddress(new URL(path, window.location.origin).href))
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
      {address ? (
        <Dialog
          open
          onOpenChange={(next) => (next ? undefined : setAddress(null))}
          title={t('madeTitle')}
          description={t('madeText')}
          actions={
            <>
              <Button onClick={() => setAddress(null)}>{t('done')}</Button>
              <CopyButton text={address} variant="primary">
                {t('copy')}
              </CopyButton>
            </>
          }
        >
          <output
            aria-label={t('address')}
            className="mono block border-y border-line bg-sunken px-3 py-2.5 break-all select-all"
          >
            {address}
          </output>
        </Dialog>
      ) : null}
    </>
  )
}
