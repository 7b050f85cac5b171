import type { Route } from 'next'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { SectionTitle } from '@/components/shell/section-title'
import { formatCount } from '@/lib/format'
import { readExpiryLoad } from '@/lib/overview/queries'
import { LoadChart } from './load-chart'
import { NothingHere } from './nothing-here'
import { ReminderList } from './reminder-list'

/** How much ends soon, and what ends first. */
export async function ExpiryCard({ now }: { now: Date }) {
  const t = await getTranslations('today.expiry')
  const { within7Days, within30Days, soonest } = await readExpiryLoad()
  // Read here, so that whatever cannot be read is this card's to say.
  const [chart, reminders] =
    within30Days === 0 ? [] : await Promise.all([LoadChart({ now }), ReminderList({ soonest, now })])
  return (
    <section aria-label={t('title')}>
      <SectionTitle
        actions={
          <Link href={'/expiring' as Route} className="link">
            {t('all')}
          </Link>
        }
      >
        {t('title')}
      </SectionTitle>
      {within30Days === 0 ? (
        <NothingHere title={t('empty')} />
      ) : (
        <>
          <dl className="flex gap-10 border-b border-line-soft pt-1 pb-2.5">
            <Figure label={t('within7')} href="/expiring?view=agenda">
              {formatCount(within7Days)}
            </Figure>
            <Figure label={t('within30')} href="/expiring?view=agenda">
              {formatCount(within30Days)}
            </Figure>
          </dl>
          {chart}
          {reminders}
        </>
      )}
    </section>
  )
}

function Figure({ label, href, children }: { label: string; href: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-12 text-ink-3">{label}</dt>
      <dd>
        <Link href={href as Route} className="font-serif text-20 font-semibold text-ink hover:text-azurite">
          {children}
        </Link>
      </dd>
    </div>
  )
}
