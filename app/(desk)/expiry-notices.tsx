import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { IconButton } from '@/components/ui/button'
import type { NoticeGroup } from '@/lib/expiring/schema'
import { formatCount, shortenAppid } from '@/lib/format'
import { toTemplate } from '@/lib/i18n/template'
import { expiringHref } from './expiring/notice-href'

type ExpiryNoticesProps = {
  groups: readonly NoticeGroup[]
  onFollow: () => void
  onDismiss: (group: NoticeGroup) => void
  isBusy: boolean
}

/** Grants that end soon, by licensee. */
export function ExpiryNotices({ groups, onFollow, onDismiss, isBusy }: ExpiryNoticesProps) {
  const t = useTranslations('expiring.notices')
  const say = useMemo(
    () => ({
      line: toTemplate(['count', 'from'], (gaps) => t('line', gaps)),
      lineOne: toTemplate(['count', 'from'], (gaps) => t('lineOne', gaps)),
      dismissOf: toTemplate(['name'], (gaps) => t('dismissOf', gaps)),
    }),
    [t],
  )
  if (groups.length === 0) return null
  return (
    <ul aria-label={t('expiring')}>
      {groups.map((group) => (
        <li
          key={`${group.appid} ${group.days}`}
          className="flex items-start gap-2 border-b border-line-soft px-2.5 py-1.5"
        >
          <Link
            href={expiringHref(group)}
            prefetch={false}
            onClick={onFollow}
            className="min-w-0 flex-1 text-ink hover:text-azurite"
          >
            <span className="flex items-baseline gap-2">
              <span className="clip font-medium">{group.licenseeName ?? shortenAppid(group.appid)}</span>
              <span className={group.days <= 7 ? 'shrink-0 text-12 text-orpiment' : 'shrink-0 text-12 text-ink-3'}>
                {t(`days.${group.days}`)}
              </span>
            </span>
            <span className="block text-12 text-ink-2">
              {say[group.from === group.to ? 'lineOne' : 'line']({ count: formatCount(group.count), from: group.from })}
            </span>
          </Link>
          <IconButton
            icon="close"
            size="sm"
            label={say.dismissOf({ name: group.licenseeName ?? group.appid })}
            onClick={() => onDismiss(group)}
            disabled={isBusy}
          />
        </li>
      ))}
    </ul>
  )
}
