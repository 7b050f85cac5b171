import type { Metadata, Route } from 'next'
import { getTranslations } from 'next-intl/server'
import { FilterLink } from '@/components/data-table/filter-link'
import { ClientMessages } from '@/components/shell/client-messages'
import { DeskTabs } from '@/components/shell/desk-tabs'
import { PageBody, PageHead } from '@/components/shell/page-head'
import { ButtonLink } from '@/components/ui/button'
import { Empty } from '@/components/ui/empty'
import { Mono } from '@/components/ui/mono'
import { can } from '@/lib/auth/permissions'
import { requirePermission } from '@/lib/auth/session'
import { listSchedules } from '@/lib/channels/schedule-store'
import { formatCount } from '@/lib/format'
import { SchedulesList } from './schedules-list'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('schedules'))('title') }
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function SchedulesPage({ searchParams }: Props) {
  const { user } = await requirePermission('desk.read')
  const t = await getTranslations('schedules')
  const tChannels = await getTranslations('channels')
  const isOver = (await searchParams).state === 'over'
  const schedules = await listSchedules(isOver ? 'over' : 'open')
  return (
    <ClientMessages namespaces={['schedules', 'apply', 'channels', 'errors']}>
      <PageHead
        title={t('title')}
        trail={[{ label: tChannels('title'), href: '/channels' as Route }, { label: t('title') }]}
        meta={<Mono quiet>{formatCount(schedules.length)}</Mono>}
        tabs={<DeskTabs desk="channels" current="schedules" />}
      />
      <PageBody>
        <p className="mb-3 max-w-prose text-ink-2">{t('lede')}</p>
        <nav className="mb-2 flex gap-1.5" aria-label={t('filter')}>
          <FilterLink href={'/channels/schedules' as Route} chosen={!isOver}>
            {t('open')}
          </FilterLink>
          <FilterLink href={'/channels/schedules?state=over' as Route} chosen={isOver}>
            {t('over')}
          </FilterLink>
        </nav>
        {schedules.length === 0 ? (
          <Empty
            icon="clock"
            title={t(isOver ? 'noneOver' : 'none')}
            action={isOver ? null : <ButtonLink href={'/channels' as Route}>{t('toList')}</ButtonLink>}
          >
            {isOver ? null : t('noneText')}
          </Empty>
        ) : (
          <SchedulesList
            schedules={schedules}
            mayWrite={can(user.role, 'channel.write')}
            now={new Date().toISOString()}
          />
        )}
      </PageBody>
    </ClientMessages>
  )
}
