'use client'
import type { Route } from 'next'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import { Button, IconButton } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import type { NoticeGroup } from '@/lib/expiring/schema'
import { formatCount, shortenAppid } from '@/lib/format'
import { dismissNotices } from './expiring/actions'
import { expiringHref } from './expiring/notice-href'

/** The bell and what it rings for. The browser's own popover opens, closes and gives the focus back. */
export function NoticesMenu({
  label,
  groups,
  total,
}: {
  label: string
  groups: readonly NoticeGroup[]
  total: number
}) {
  const t = useTranslations('expiring.notices')
  const router = useRouter()
  const [isPending, startTransition] = useTransition()
  const [hasFailed, setFailed] = useState(false)
  const dismiss = (chosen: readonly NoticeGroup[]) =>
    startTransition(async () => {
      const noticeIds = chosen.flatMap((group) => group.noticeIds).slice(0, 500)
      const result = await dismissNotices({ noticeIds }).catch(() => null)
      setFailed(!result?.ok)
      if (result?.ok) router.refresh()
    })
  const close = () => document.getElementById('notices-menu')?.hidePopover()
  return (
    <>
      <button
        type="button"
        popoverTarget="notices-menu"
        aria-label={label}
        title={label}
        className="relative grid size-8 place-items-center rounded-control text-ink-2 hover:bg-hover hover:text-ink coarse:size-11"
      >
        <Icon name="bell" />
        {total > 0 ? (
          <span
            aria-hidden="true"
            className="absolute -top-0.5 -right-0.5 min-w-4 rounded-full bg-orpiment px-1 text-center text-11 leading-4 font-medium text-on-solid"
          >
            {total > 99 ? '99+' : total}
          </span>
        ) : null}
      </button>
      <section id="notices-menu" popover="auto" className="popup sheet-menu notices" aria-label={t('title')}>
        <div className="flex items-center gap-2 border-b border-line px-2.5 pt-1 pb-2">
          <p className="mr-auto font-serif text-16 font-semibold">{t('title')}</p>
          {groups.length > 0 ? (
            <Button size="sm" variant="ghost" onClick={() => dismiss(groups)} disabled={isPending}>
              {t('dismissAll')}
            </Button>
          ) : null}
        </div>
        {hasFailed ? (
          <p role="alert" className="px-2.5 pt-1.5 text-12 text-cinnabar">
            {t('failed')}
          </p>
        ) : null}
        {groups.length === 0 ? (
          <div className="px-2.5 py-3">
            <p className="font-medium">{t('none')}</p>
            <p className="text-12 text-ink-3">{t('noneText')}</p>
          </div>
        ) : (
          <ul className="max-h-[min(60dvh,420px)] overflow-y-auto">
            {groups.map((group) => (
              <li
                key={`${group.appid} ${group.days}`}
                className="flex items-start gap-2 border-b border-line-soft px-2.5 py-1.5"
              >
                <Link
                  href={expiringHref(group)}
                  prefetch={false}
                  onClick={close}
                  className="min-w-0 flex-1 text-ink hover:text-azurite"
                >
                  <span className="flex items-baseline gap-2">
                    <span className="clip font-medium">{group.licenseeName ?? shortenAppid(group.appid)}</span>
                    <span
                      className={group.days <= 7 ? 'shrink-0 text-12 text-orpiment' : 'shrink-0 text-12 text-ink-3'}
                    >
                      {t(`days.${group.days}`)}
                    </span>
                  </span>
                  <span className="block text-12 text-ink-2">
                    {t(group.from === group.to ? 'lineOne' : 'line', {
                      count: formatCount(group.count),
                      from: group.from,
                    })}
                  </span>
                </Link>
                <IconButton
                  icon="close"
                  size="sm"
                  label={t('dismissOf', { name: group.licenseeName ?? group.appid })}
                  onClick={() => dismiss([group])}
                  disabled={isPending}
                />
              </li>
            ))}
          </ul>
        )}
        <p className="flex px-2.5 pt-2 pb-1 text-12 text-ink-3">
          {total > groups.length ? t('more', { count: formatCount(total - groups.length) }) : null}
          <Link href={'/expiring' as Route} prefetch={false} onClick={close} className="link ml-auto">
            {t('all')}
          </Link>
        </p>
      </section>
    </>
  )
}
