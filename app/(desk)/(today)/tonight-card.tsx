import type { Route } from 'next'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { SectionTitle } from '@/components/shell/section-title'
import { State } from '@/components/ui/state'
import { listTonight } from '@/lib/channels/list-channels'
import { schedulesToday } from '@/lib/channels/schedule-store'
import { formatCount, formatShortDateTime } from '@/lib/format'
import { ChangeSummary } from '../channels/change-summary'
import { ListedDoorMark } from '../channels/listed-door'
import { scheduleStates } from '../channels/schedules/schedule-states'
import { NothingHere } from './nothing-here'

/** What changes by itself within a day, and which channels are on or about to be, with both doors as last read. */
export async function TonightCard({ now }: { now: Date }) {
  const [t, tSchedules, tChannels] = await Promise.all([
    getTranslations('today.tonight'),
    getTranslations('schedules'),
    getTranslations('channels'),
  ])
  const [schedules, { channels, total }] = await Promise.all([schedulesToday(now), listTonight()])
  const coming = schedules.filter(({ state }) => state === 'waiting' || state === 'running')
  return (
    <section aria-label={t('title')}>
      <SectionTitle
        note={channels[0]?.syncedAt ? t('readAt', { time: formatShortDateTime(channels[0].syncedAt) }) : undefined}
        actions={
          <Link href={'/channels/preflight' as Route} prefetch={false} className="link">
            {t('preflight')}
          </Link>
        }
      >
        {t('title')}
      </SectionTitle>
      {coming.length === 0 && channels.length === 0 ? <NothingHere title={t('none')} /> : null}
      {coming.length > 0 ? (
        <ul aria-label={t('switches')}>
          {coming.map((schedule) => (
            <li
              key={schedule.id}
              className="flex flex-wrap items-baseline gap-x-4 gap-y-0.5 border-b border-line-soft py-1.5"
            >
              <Link
                href={'/channels/schedules' as Route}
                prefetch={false}
                className="mono py-0.5 text-ink hover:text-azurite"
              >
                <time dateTime={schedule.dueAt}>{formatShortDateTime(schedule.dueAt)}</time>
              </Link>
              <span className="min-w-0 flex-1">
                <ChangeSummary change={schedule.content} />
                <span className="text-ink-2">
                  {tSchedules('count', { count: formatCount(schedule.channels.count) })}
                </span>
              </span>
              <State name={scheduleStates[schedule.state]}>{tSchedules(`state.${schedule.state}`)}</State>
            </li>
          ))}
        </ul>
      ) : null}
      {channels.length > 0 ? (
        <ul aria-label={t('channels')}>
          {channels.map((channel) => (
            <li
              key={channel.channelId}
              className="grid grid-cols-[4em_minmax(0,1fr)_auto_auto] items-center gap-x-4 border-b border-line-soft py-1 max-tablet:grid-cols-[4em_minmax(0,1fr)]"
            >
              <span className={channel.watchStatus === 'live' ? 'text-malachite' : 'text-ink-2'}>
                {tChannels(`watchStatus.${channel.watchStatus === 'live' ? 'live' : 'waiting'}`)}
              </span>
              <Link
                href={`/channels/${channel.channelId}?connection=${channel.connectionId}` as Route}
                prefetch={false}
                className="clip py-0.5 text-ink hover:text-azurite"
              >
                {channel.name}
              </Link>
              <span className="max-tablet:hidden">
                <ListedDoorMark door={channel.doors?.primary} />
              </span>
              <span className="max-tablet:hidden">
                {channel.hasDrift ? (
                  <State name="drift">{t('drift')}</State>
                ) : (
                  <ListedDoorMark door={channel.doors?.secondary} />
                )}
              </span>
            </li>
          ))}
        </ul>
      ) : null}
      {total > channels.length ? (
        <p className="pt-1.5 text-12">
          <Link href={'/channels/preflight' as Route} prefetch={false} className="link">
            {t('more', { count: formatCount(total - channels.length) })}
          </Link>
        </p>
      ) : null}
    </section>
  )
}
