'use client'
import { useTranslations } from 'next-intl'
import { MadeLinkDialog } from '@/components/shell/made-link-dialog'
import { formatDateTime } from '@/lib/format'
import type { MadeLink } from '@/lib/people/schema'

export function LinkDialog({ link, onClose }: { link: MadeLink; onClose: () => void }) {
  const t = useTranslations('people.link')
  const words = {
    title: t(link.purpose === 'invite' ? 'titleInvite' : 'titleReset', { name: link.personName }),
    description: t('once', { until: formatDateTime(link.expiresAt) }),
    address: t('label'),
    copy: t('copy'),
    done: t('done'),
  }
  return <MadeLinkDialog path={link.path} words={words} onClose={onClose} />
}
