import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { Suspense } from 'react'
import { DataTable } from '@/components/data-table/data-table'
import { ClientMessages } from '@/components/shell/client-messages'
import { PageBody, PageHead } from '@/components/shell/page-head'
import { Empty } from '@/components/ui/empty'
import { Mono } from '@/components/ui/mono'
import { Pagination } from '@/components/ui/pagination'
import { can } from '@/lib/auth/permissions'
import { requirePermission } from '@/lib/auth/session'
import { listChannels } from '@/lib/channels/list-channels'
import { currentConnection } from '@/lib/connections/queries'
import { formatCount, formatRelative } from '@/lib/format'
import { channelColumns } from './channel-columns'
import { ChannelFilters } from './channel-filters'
import { ListActions } from './list-actions'
import { channelHref, exportHref, type ListView, listHref, readListView } from './search-params'
import { UnlistedChannels } from './unlisted-channels'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('channels'))('title') }
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function ChannelsPage({ searchParams }: Props) {
  const { user } = await requirePermission('desk.read')
  const view = readListView(await searchParams)
  const t = await getTranslations('channels')
  const connection = await currentConnection('polyv', view.connection)
  if (!connection) {
    return (
      <>
        <PageHead title={t('title')} />
        <Empty title={t('noConnection.title')}>{t('noConnection.description')}</Empty>
      </>
    )
  }
  const list = await listChannels(connection.id, view, cursorOf(view))
  const columns = await channelColumns()
  const isFiltered = view.q !== '' || view.type !== '' || view.status !== ''
  const readAt = list.syncedAt
    ? t('list.syncedAt', { time: formatRelative(list.syncedAt, new Date(), await getLocale()) })
    : t('list.neverSynced')
  return (
    <ClientMessages namespaces={['channels', 'errors']}>
      <PageHead
        title={t('title')}
        trail={[
          { label: t('account', { name: connection.name, accountId: connection.accountId }) },
          { label: t('title') },
        ]}
        meta={<Mono quiet>{formatCount(list.total)}</Mono>}
        actions={
          <ListActions
            connectionId={connection.id}
            exportHref={exportHref(view)}
            maySync={can(user.role, 'channel.write')}
          />
        }
      />
      <PageBody>
        <ChannelFilters view={view} />
        <DataTable
          label={t('list.label')}
          columns={columns}
          rows={list.channels}
          rowKey={(row) => row.channelId}
          rowHref={(row) => channelHref(row.channelId, view)}
          row="l"
          empty={
            <Empty icon="channel" title={t(isFiltered ? 'list.noMatchTitle' : 'list.emptyTitle')}>
              {t(isFiltered ? 'list.noMatchText' : 'list.emptyText')}
            </Empty>
          }
        />
        {view.q && cursorOf(view) === null ? (
          <Suspense>
            <UnlistedChannels connectionId={connection.id} view={view} />
          </Suspense>
        ) : null}
        <Pagination
          summary={
            <>
              {t('list.total', { count: list.total })} <span className="ml-4">{readAt}</span>
            </>
          }
          previousHref={list.previous ? listHref(view, { before: list.previous }) : undefined}
          nextHref={list.next ? listHref(view, { after: list.next }) : undefined}
        />
      </PageBody>
    </ClientMessages>
  )
}

function cursorOf(view: ListView) {
  if (view.after) return { direction: 'after' as const, channelId: view.after }
  return view.before ? { direction: 'before' as const, channelId: view.before } : null
}
