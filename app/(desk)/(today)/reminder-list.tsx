import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { RelativeTime } from '@/components/ui/relative-time'
import { requireSession } from '@/lib/auth/session'
import { listNotices } from '@/lib/expiring/notices'
import { formatCount, shortenAppid } from '@/lib/format'
import type { ExpiryLoad } from '@/lib/overview/queries'
import { expiringHref } from '../expiring/notice-href'

const SHOWN = 5

/** Reminders not put away yet, nearest first; when there are none, simply what ends first. */
export async function ReminderList({ soonest, now }: { soonest: ExpiryLoad['soonest']; now: Date }) {
  const { user } = await requireSession()
  const t = await getTranslations('expiring.notices')
  const tToday = await getTranslations('today.expiry')
  const groups = await listNotices(user.id, now)
  if (groups.length > 0)
    return (
      <ul aria-label={t('title')}>
        {groups.slice(0, SHOWN).map((group) => (
          <li
            key={`${group.appid} ${group.days}`}
            className="flex min-h-8 items-center gap-3 border-b border-line-soft"
          >
            <Link
              href={expiringHref(group)}
              prefetch={false}
              className="clip py-0.5 font-medium text-ink hover:text-azurite"
            >
              {group.licenseeName ?? shortenAppid(group.appid)}
            </Link>
            <span className={group.days <= 7 ? 'shrink-0 text-12 text-orpiment' : 'shrink-0 text-12 text-ink-3'}>
              {t(`days.${group.days}`)}
            </span>
            <span className="ml-auto shrink-0 text-ink-2">
              {t(group.from === group.to ? 'lineOne' : 'line', { count: formatCount(group.count), from: group.from })}
            </span>
          </li>
        ))}
      </ul>
    )
  return (
    <ul aria-label={tToday('soonest')}>
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
  )
}
