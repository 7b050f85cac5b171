import type { Route } from 'next'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { IconButton } from '@/components/ui/button'
import { State } from '@/components/ui/state'
import type { ScheduleNotice } from '@/lib/channels/schedule-schema'
import { formatShortDateTime } from '@/lib/format'
import { scheduleStates } from './channels/schedules/schedule-states'

type ScheduleNoticesProps = {
  notices: readonly ScheduleNotice[]
  onFollow: () => void
  onDismiss: (notice: ScheduleNotice) => void
  isBusy: boolean
}

/** Switches of one's own that did not happen, and why. */
export function ScheduleNotices({ notices, onFollow, onDismiss, isBusy }: ScheduleNoticesProps) {
  const t = useTranslations('schedules')
  if (notices.length === 0) return null
  return (
    <ul aria-label={t('notices.title')}>
      {notices.map((notice) => {
        const time = formatShortDateTime(notice.dueAt)
        const name = notice.firstName ?? ''
        return (
          <li key={notice.id} className="flex items-start gap-2 border-b border-line-soft px-2.5 py-1.5">
            <Link
              href={'/channels/schedules?state=over' as Route}
              prefetch={false}
              onClick={onFollow}
              className="min-w-0 flex-1 text-ink hover:text-azurite"
            >
              <State name={scheduleStates[notice.state]} className="font-medium">
                {t(`notices.${notice.state}`, { time })}
              </State>
              <span className="clip block">
                {notice.channels === 1
                  ? t('notices.one', { name })
                  : t('notices.channels', { name, count: notice.channels })}
              </span>
              <span className="block text-12 text-ink-2">
                {notice.cause ? t(`cause.${notice.cause}`) : t('notices.late')}
              </span>
            </Link>
            <IconButton
              icon="close"
              size="sm"
              label={t('notices.dismissOf', { time })}
              onClick={() => onDismiss(notice)}
              disabled={isBusy}
            />
          </li>
        )
      })}
    </ul>
  )
}
