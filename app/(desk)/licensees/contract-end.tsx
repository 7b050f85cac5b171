import { useTranslations } from 'next-intl'
import { State } from '@/components/ui/state'
import { formatDate } from '@/lib/format'

const DAY_MS = 86_400_000
const SOON_DAYS = 30

/** The last day of a contract in Beijing, and how near it is. */
export function ContractEnd({ endsOn, now }: { endsOn: string | null; now: string }) {
  const t = useTranslations('licensees.contract')
  if (endsOn === null) return <span className="text-ink-3">—</span>
  const days = Math.round((Date.parse(endsOn) - Date.parse(formatDate(now))) / DAY_MS)
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2">
      <span>{endsOn}</span>
      {days < 0 ? (
        <State name="failed">{t('ended')}</State>
      ) : days <= SOON_DAYS ? (
        <State name="warning">{t('left', { days })}</State>
      ) : null}
    </span>
  )
}
