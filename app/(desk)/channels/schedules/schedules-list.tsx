'use client'
import type { Route } from 'next'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { RelativeTime } from '@/components/ui/relative-time'
import { State } from '@/components/ui/state'
import type { ScheduleView } from '@/lib/channels/schedule-schema'
import { formatClock, formatCount, formatDate } from '@/lib/format'
import { ChangeSummary } from '../change-summary'
import { ScheduleActions } from './schedule-actions'
import { scheduleStates } from './schedule-states'

/** What will happen by itself and when; or what became of it. */
export function SchedulesList({
  schedules,
  mayWrite,
  now,
}: {
  schedules: readonly ScheduleView[]
  mayWrite: boolean
  now: string
}) {
  const t = useTranslations('schedules')
  return (
    <ul aria-label={t('title')} className="border-t border-ink">
      {schedules.map((schedule) => (
        <li
          key={schedule.id}
          data-schedule={schedule.id}
          className="grid gap-x-6 gap-y-1.5 border-b border-line-soft py-3 tablet:grid-cols-[128px_minmax(0,1fr)_auto]"
        >
          <p>
            <time dateTime={schedule.dueAt} className="block font-serif text-20 font-semibold">
              {formatClock(schedule.dueAt).slice(0, 5)}
            </time>
            <span className="text-12 text-ink-3">
              {formatDate(schedule.dueAt)}{' '}
              {schedule.state === 'waiting' ? <RelativeTime at={schedule.dueAt} now={now} /> : null}
            </span>
          </p>
          <div className="min-w-0">
            <p>
              <ChangeSummary change={schedule.content} />
            </p>
            <p className="text-ink-2">
              <Channels schedule={schedule} />
            </p>
            <p className="flex flex-wrap gap-x-4 text-12 text-ink-3">
              <span>{t('by', { name: schedule.person })}</span>
              <span>{schedule.reason}</span>
              <span>{t(`moved.${schedule.ifMoved}`)}</span>
            </p>
          </div>
          <div className="flex flex-wrap items-start gap-2 tablet:justify-end">
            <span className="grid gap-0.5 tablet:justify-items-end">
              <State name={scheduleStates[schedule.state]}>{t(`state.${schedule.state}`)}</State>
              {schedule.cause ? (
                <span className="max-w-64 text-12 tablet:text-right text-ink-2">{t(`cause.${schedule.cause}`)}</span>
              ) : null}
              {schedule.operationNumber ? (
                <Link href={`/operations/R-${schedule.operationNumber}` as Route} className="link mono">
                  R-{schedule.operationNumber}
                </Link>
              ) : null}
            </span>
            {mayWrite && schedule.state === 'waiting' ? <ScheduleActions schedule={schedule} /> : null}
            {mayWrite && (schedule.state === 'missed' || schedule.state === 'refused') ? (
              <Link href={`/channels/apply?change=${schedule.changeId}` as Route} className="link">
                {t('again')}
              </Link>
            ) : null}
          </div>
        </li>
      ))}
    </ul>
  )
}

function Channels({ schedule }: { schedule: ScheduleView }) {
  const t = useTranslations('schedules')
  const { count, first } = schedule.channels
  return (
    <>
      {first.map(({ channelId, name }) => (
        <Link key={channelId} href={`/channels/${channelId}` as Route} className="link mr-3" prefetch={false}>
          {name}
        </Link>
      ))}
      {count > first.length ? t('more', { count: formatCount(count - first.length) }) : null}
    </>
  )
}
