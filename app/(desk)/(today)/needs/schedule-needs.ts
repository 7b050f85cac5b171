import { getTranslations } from 'next-intl/server'
import { listScheduleNotices } from '@/lib/channels/schedule-notices'
import { schedulesToday } from '@/lib/channels/schedule-store'
import { formatShortDateTime } from '@/lib/format'
import type { NeedSource } from './need'

/** Switches that did not happen: one's own until put away; for an administrator everybody's of the last day. */
export const scheduleNeeds: NeedSource = async ({ id, role, now }) => {
  const t = await getTranslations('schedules')
  const tNeed = await getTranslations('today.needs.schedule')
  const own = await listScheduleNotices(id, now)
  const seen = new Set(own.map((notice) => notice.id))
  const others =
    role === 'admin'
      ? (await schedulesToday(now)).filter(
          (schedule) => (schedule.state === 'missed' || schedule.state === 'refused') && !seen.has(schedule.id),
        )
      : []
  const all = [
    ...own.map(({ firstName, channels, ...notice }) => ({
      ...notice,
      name: firstName ?? '',
      count: channels,
      by: null,
    })),
    ...others.map(({ channels, person, ...schedule }) => ({
      ...schedule,
      name: channels.first[0]?.name ?? '',
      count: channels.count,
      by: person,
    })),
  ]
  return all.map(({ id: key, dueAt, state, cause, name, count, by }) => ({
    key,
    state: state === 'missed' ? ('failed' as const) : ('denied' as const),
    title: t(`notices.${state === 'missed' ? 'missed' : 'refused'}`, { time: formatShortDateTime(dueAt) }),
    detail: [
      count === 1 ? name : t('notices.channels', { name, count }),
      cause ? t(`cause.${cause}`) : t('notices.late'),
      ...(by ? [t('by', { name: by })] : []),
    ].join(tNeed('comma')),
    href: '/channels/schedules?state=over',
    action: tNeed('look'),
  }))
}
