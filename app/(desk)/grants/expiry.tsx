import { useTranslations } from 'next-intl'
import { State } from '@/components/ui/state'
import { formatDateTime } from '@/lib/format'

const DAY_MS = 86_400_000
const SOON_DAYS = 30
const URGENT_DAYS = 7

/** Until when, in Beijing, and how long that is. `expiresAt` null: permanent. */
export function Expiry({ expiresAt, now }: { expiresAt: string | null; now: string }) {
  const t = useTranslations('grants.list')
  if (expiresAt === null) return <span>{t('permanent')}</span>
  const days = Math.floor((Date.parse(expiresAt) - Date.parse(now)) / DAY_MS)
  const date = <span className="mr-2">{formatDateTime(expiresAt)}</span>
  if (days < 0) {
    return (
      <>
        {date}
        <State name="failed">{t('lapsed')}</State>
      </>
    )
  }
  return (
    <>
      {date}
      {days <= SOON_DAYS ? (
        <State name={days <= URGENT_DAYS ? 'warning' : 'queued'}>{t('left', { days })}</State>
      ) : (
        <span className="text-12 text-ink-3">{t('left', { days })}</span>
      )}
    </>
  )
}
