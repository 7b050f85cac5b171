import { getTranslations } from 'next-intl/server'
import { ClientMessages } from '@/components/shell/client-messages'
import { requireSession } from '@/lib/auth/session'
import { listNotices } from '@/lib/expiring/notices'
import { NoticesMenu } from './notices-menu'

const SHOWN = 30

/** Reminders of what ends soon, read anew with every page. */
export async function NoticesBell() {
  const { user } = await requireSession()
  const t = await getTranslations('expiring.notices')
  const groups = await listNotices(user.id)
  return (
    <ClientMessages namespaces={['expiring']}>
      <NoticesMenu
        label={groups.length > 0 ? t('open', { count: groups.length }) : t('openNone')}
        groups={groups.slice(0, SHOWN)}
        total={groups.length}
      />
    </ClientMessages>
  )
}
