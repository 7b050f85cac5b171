import type { Route } from 'next'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { Notice } from '@/components/ui/notice'
import { schedulesOf } from '@/lib/channels/schedule-store'
import { formatDateTime } from '@/lib/format'
import { ChangeSummary } from './change-summary'

/** On a channel's page: what will happen to it by itself, and when. */
export async function ComingSwitches({ connectionId, channelId }: { connectionId: string; channelId: string }) {
  const found = (await schedulesOf(connectionId, [channelId])).get(channelId) ?? []
  if (found.length === 0) return null
  const t = await getTranslations('schedules')
  return (
    <div className="grid gap-2 px-6 pt-3 max-tablet:px-4">
      {found.map((schedule) => (
        <Notice
          key={schedule.id}
          tone="attention"
          title={t('coming', { time: formatDateTime(schedule.dueAt) })}
          action={
            <Link href={'/channels/schedules' as Route} className="link">
              {t('title')}
            </Link>
          }
        >
          <ChangeSummary change={schedule.content} />
          <span className="text-12 text-ink-3">{t('by', { name: schedule.person })}</span>
        </Notice>
      ))}
    </div>
  )
}
