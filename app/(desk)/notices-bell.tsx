import { getTranslations } from 'next-intl/server'
import { ClientMessages } from '@/components/shell/client-messages'
import { requireSession } from '@/lib/auth/session'
import { listScheduleNotices } from '@/lib/channels/schedule-notices'
import { listNotices } from '@/lib/expiring/notices'
import { NoticesMenu } from './notices-menu'

const SHOWN = 30

/** What ends soon, and what one set for a time that did not happen; read anew with every page. */
export async function NoticesBell() {
  const { user } = await requireSession()
  const t = await getTranslations('expiring.notices')
  const [groups, schedules] = await Promise.all([listNotices(user.id), listScheduleNotices(user.id)])
  const count = groups.length + schedules.length
  return (
    <ClientMessages namespaces={['expiring.notices', 'schedules.notices', 'schedules.cause']}>
      <NoticesMenu
        label={count > 0 ? t('open', { count }) : t('openNone')}
        schedules={schedules}
        text={JSON.stringify(groups.slice(0, SHOWN))}
        total={groups.length}
      />
    </ClientMessages>
  )
}
