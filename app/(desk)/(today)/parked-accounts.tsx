import { getTranslations } from 'next-intl/server'
import { Notice } from '@/components/ui/notice'
import { formatCount, formatShortDateTime } from '@/lib/format'
import { listParkedAccounts } from '@/lib/overview/queries'

/** A used-up day explains why work stands still, so it stands above the work. */
export async function ParkedAccounts() {
  const [t, accounts] = await Promise.all([getTranslations('today.parked'), listParkedAccounts()])
  return accounts.map(({ id, name, until, operations }) => (
    <Notice key={id} tone="attention" title={t('title', { name })} className="mb-4">
      {t('until', { time: formatShortDateTime(until) })}
      {operations > 0 ? ` ${t('operations', { count: formatCount(operations) })}` : null}
    </Notice>
  ))
}
