'use client'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { Dialog } from '@/components/ui/dialog'
import { formatDateTime } from '@/lib/format'
import type { MadeLink } from '@/lib/people/schema'

/** The one time a link is shown. It lives in this dialog's memory and nowhere else in the browser. */
export function LinkDialog({ link, onClose }: { link: MadeLink; onClose: () => void }) {
  const t = useTranslations('people.link')
  const address = new URL(link.path, window.location.origin).href
  return (
    <Dialog
      open
      onOpenChange={(next) => (next ? undefined : onClose())}
      title={t(link.purpose === 'invite' ? 'titleInvite' : 'titleReset', { name: link.personName })}
      description={t('once', { until: formatDateTime(link.expiresAt) })}
      actions={
        <>
          <Button onClick={onClose}>{t('done')}</Button>
          <CopyButton text={address} variant="primary">
            {t('copy')}
          </CopyButton>
        </>
      }
    >
      <output
        aria-label={t('label')}
        className="mono block border-y border-line bg-sunken px-3 py-2.5 break-all select-all"
      >
        {address}
      </output>
    </Dialog>
  )
}
