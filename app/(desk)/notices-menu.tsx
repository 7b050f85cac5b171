'use client'
import type { Route } from 'next'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useMemo, useState, useTransition } from 'react'
import { settle } from '@/components/shell/reach'
import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import type { ScheduleNotice } from '@/lib/channels/schedule-schema'
import type { NoticeGroup } from '@/lib/expiring/schema'
import { formatCount } from '@/lib/format'
import { dismissScheduleNotices } from './channels/schedules/actions'
import { dismissNotices } from './expiring/actions'
import { ExpiryNotices } from './expiry-notices'
import { ScheduleNotices } from './schedule-notices'

type NoticesMenuProps = {
  label: string
  schedules: readonly ScheduleNotice[]
  /** Groups as JSON, one text for the way to the browser. */
  text: string
  /** Of the groups, those not shown included. */
  total: number
}

/** The bell and what it rings for. The browser's own popover opens, closes and gives the focus back. */
export function NoticesMenu({ label, schedules, text, total }: NoticesMenuProps) {
  const t = useTranslations('expiring.notices')
  const groups = useMemo(() => JSON.parse(text) as NoticeGroup[], [text])
  const router = useRouter()
  const [isPending, startTransition] = useTransition()
  const [hasFailed, setFailed] = useState(false)
  const count = schedules.length + total
  const dismiss = (missed: readonly ScheduleNotice[], ending: readonly NoticeGroup[]) =>
    startTransition(async () => {
      const noticeIds = ending.flatMap((group) => group.noticeIds).slice(0, 500)
      const scheduleIds = missed.map(({ id }) => id)
      const results = await Promise.all([
        noticeIds.length > 0 ? settle(() => dismissNotices({ noticeIds })) : { ok: true },
        scheduleIds.length > 0 ? settle(() => dismissScheduleNotices({ scheduleIds })) : { ok: true },
      ])
      setFailed(results.some(({ ok }) => !ok))
      if (results.some(({ ok }) => ok)) router.refresh()
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
        {count > 0 ? (
          <span
            aria-hidden="true"
            className="absolute -top-0.5 -right-0.5 min-w-4 rounded-full bg-orpiment px-1 text-center text-11 leading-4 font-medium text-on-solid"
          >
            {count > 99 ? '99+' : count}
          </span>
        ) : null}
      </button>
      <section id="notices-menu" popover="auto" className="popup sheet-menu notices" aria-label={t('title')}>
        <div className="flex items-center gap-2 border-b border-line px-2.5 pt-1 pb-2">
          <p className="mr-auto font-serif text-16 font-semibold">{t('title')}</p>
          {count > 0 ? (
            <Button size="sm" variant="ghost" onClick={() => dismiss(schedules, groups)} disabled={isPending}>
              {t('dismissAll')}
            </Button>
          ) : null}
        </div>
        {hasFailed ? (
          <p role="alert" className="px-2.5 pt-1.5 text-12 text-cinnabar">
            {t('failed')}
          </p>
        ) : null}
        {count === 0 ? (
          <div className="px-2.5 py-3">
            <p className="font-medium">{t('none')}</p>
            <p className="text-12 text-ink-3">{t('noneText')}</p>
          </div>
        ) : (
          <div className="max-h-[min(60dvh,420px)] overflow-y-auto">
            <ScheduleNotices
              notices={schedules}
              onFollow={close}
              onDismiss={(notice) => dismiss([notice], [])}
              isBusy={isPending}
            />
            <ExpiryNotices
              groups={groups}
              onFollow={close}
              onDismiss={(group) => dismiss([], [group])}
              isBusy={isPending}
            />
          </div>
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
