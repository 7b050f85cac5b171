import type { Route } from 'next'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { SectionTitle } from '@/components/shell/section-title'
import { RelativeTime } from '@/components/ui/relative-time'
import { formatCount, shortenAppid } from '@/lib/format'
import { readExpiryLoad } from '@/lib/overview/queries'
import { NothingHere } from './nothing-here'

/** How much ends soon, and what ends first. */
export async function ExpiryCard({ now }: { now: Date }) {
  const t = await getTranslations('today.expiry')
  const { within7Days, within30Days, soonest } = await readExpiryLoad()
  return (
    <section aria-label={t('title')}>
      <SectionTitle
        actions={
          <Link href={'/grants' as Route} className="link">
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
            <Figure label={t('within7')} href="/grants?state=week">
              {formatCount(within7Days)}
            </Figure>
            <Figure label={t('within30')} href="/grants?state=month">
              {formatCount(within30Days)}
            </Figure>
          </dl>
          <ul aria-label={t('soonest')}>
            {soonest.map((grant) => (
              <li
                key={`${grant.dramaId} ${grant.appid}`}
                className="flex min-h-8 items-center gap-3 border-b border-line-soft"
              >
                <span className="clip font-medium">{grant.dramaName}</span>
                <span className="clip text-ink-2">{grant.licenseeName ?? shortenAppid(grant.appid)}</span>
                <RelativeTime at={grant.expiresAt} now={now.toISOString()} className="ml-auto shrink-0 text-ink-2" />
              </li>
            ))}
          </ul>
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
