import { getTranslations } from 'next-intl/server'
import { can } from '@/lib/auth/permissions'
import { listNotices } from '@/lib/expiring/notices'
import { formatCount, shortenAppid } from '@/lib/format'
import { expiringHref } from '../../expiring/notice-href'
import type { NeedSource } from './need'

const NEAR_DAYS = 7

/** Reminders within a week that were not put away, in one line; the calendar has the rest. */
export const expiryNeeds: NeedSource = async ({ id, role, now }) => {
  const t = await getTranslations('today.needs.expiry')
  const near = (await listNotices(id, now)).filter((group) => group.days <= NEAR_DAYS)
  const [first] = near
  if (!first) return []
  const count = near.reduce((total, group) => total + group.count, 0)
  const only = near.length === 1
  return [
    {
      key: 'expiry',
      state: 'warning',
      title: t('title', { count: formatCount(count) }),
      detail: t(only ? 'one' : 'many', {
        name: first.licenseeName ?? shortenAppid(first.appid),
        count: near.length,
        date: first.from,
      }),
      href: only ? expiringHref(first) : '/expiring?view=agenda&range=7',
      action: t(can(role, 'grant.write') ? 'renew' : 'look'),
    },
  ]
}
