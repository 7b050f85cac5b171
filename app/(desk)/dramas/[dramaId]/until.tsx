import { useTranslations } from 'next-intl'
import { State } from '@/components/ui/state'
import { formatDateTime } from '@/lib/format'

const DAY_MS = 86_400_000
const SOON_DAYS = 30

/** Until when, in Beijing. `expiresAt` null: permanent. */
export function Until({ expiresAt, now }: { expiresAt: string | null; now: string }) {
  const t = useTranslations('dramas')
  if (expiresAt === null) return <span>{t('page.permanent')}</span>
  const days = Math.floor((Date.parse(expiresAt) - Date.parse(now)) / DAY_MS)
  const words = days === 0 ? t('list.today') : t('list.left', { days })
  return (
    <span className="flex flex-wrap items-center gap-x-2">
      <span>{formatDateTime(expiresAt)}</span>
      {days < 0 ? (
        <State name="failed">{t('page.lapsed')}</State>
      ) : days <= SOON_DAYS ? (
        <State name="warning">{words}</State>
      ) : (
        <span className="text-12 text-ink-3">{words}</span>
      )}
    </span>
  )
}
