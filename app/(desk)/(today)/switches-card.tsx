import type { Route } from 'next'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { SectionTitle } from '@/components/shell/section-title'
import { State } from '@/components/ui/state'
import { schedulesToday } from '@/lib/channels/schedule-store'
import { formatCount, formatDateTime } from '@/lib/format'
import { ChangeSummary } from '../channels/change-summary'
import { scheduleStates } from '../channels/schedules/schedule-states'

/** Switches of the next day, and those of the last that did not happen. Nothing at all when there is neither. */
export async function SwitchesCard({ now }: { now: Date }) {
  const schedules = await schedulesToday(now)
  if (schedules.length === 0) return null
  const t = await getTranslations('schedules')
  return (
    <section aria-label={t('today')}>
      <SectionTitle
        actions={
          <Link href={'/channels/schedules' as Route} className="link">
            {t('all')}
          </Link>
        }
      >
        {t('today')}
      </SectionTitle>
      <ul>
        {schedules.map((schedule) => (
          <li
            key={schedule.id}
            className="flex flex-wrap items-baseline gap-x-4 gap-y-0.5 border-b border-line-soft py-1.5"
          >
            <time dateTime={schedule.dueAt} className="mono">
              {formatDateTime(schedule.dueAt)}
            </time>
            <span className="min-w-0 flex-1">
              <ChangeSummary change={schedule.content} />
              <span className="text-ink-2">{t('count', { count: formatCount(schedule.channels.count) })}</span>
            </span>
            <State name={scheduleStates[schedule.state]}>{t(`state.${schedule.state}`)}</State>
          </li>
        ))}
      </ul>
    </section>
  )
}
