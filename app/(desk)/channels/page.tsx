import type { Metadata, Route } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { Suspense } from 'react'
import { ClientMessages } from '@/components/shell/client-messages'
import { DeskTabs } from '@/components/shell/desk-tabs'
import { PageBody, PageHead } from '@/components/shell/page-head'
import { ButtonLink } from '@/components/ui/button'
import { Empty } from '@/components/ui/empty'
import { Mono } from '@/components/ui/mono'
import { Notice } from '@/components/ui/notice'
import { Pagination } from '@/components/ui/pagination'
import { can } from '@/lib/auth/permissions'
import { requirePermission } from '@/lib/auth/session'
import { listChannels } from '@/lib/channels/list-channels'
import { readSync } from '@/lib/channels/sync-state'
import { currentConnection } from '@/lib/connections/queries'
import { formatCount, formatRelative } from '@/lib/format'
import { ChannelFilters } from './channel-filters'
import { ChannelsTable } from './channels-table'
import { RestoreOffer } from './default/restore-offer'
import { ListActions } from './list-actions'
import { exportHref, filterQuery, isFiltered, type ListView, listHref, readListView } from './search-params'
import { SelectionBar } from './selection-bar'
import { UnlistedChannels } from './unlisted-channels'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('channels'))('title') }
}

const STALE_MS = 24 * 3_600_000

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function ChannelsPage({ searchParams }: Props) {
  const { user } = await requirePermission('desk.read')
  const view = readListView(await searchParams)
  const t = await getTranslations('channels')
  const tDefault = await getTranslations('account-default')
  const connection = await currentConnection('polyv', view.connection)
  if (!connection) {
    return (
      <>
        <PageHead title={t('title')} />
        <Empty title={t('noConnection.title')}>{t('noConnection.description')}</Empty>
      </>
    )
  }
  const tList = await getTranslations('apply.list')
  const [list, sync] = await Promise.all([listChannels(connection.id, view, cursorOf(view)), readSync(connection.id)])
  const query = filterQuery({ ...view, connection: connection.id })
  const isStale = list.syncedAt !== null && Date.now() - Date.parse(list.syncedAt) > STALE_MS
  const empty = isFiltered(view) ? 'noMatch' : 'empty'
  const readAt = list.syncedAt
    ? t('list.syncedAt', { time: formatRelative(list.syncedAt, new Date(), await getLocale()) })
    : t('list.neverSynced')
  return (
    <ClientMessages namespaces={['channels', 'account-default', 'apply', 'errors']}>
      <PageHead
        title={t('title')}
        trail={[
          { label: t('account', { name: connection.name, accountId: connection.accountId }) },
          { label: t('title') },
        ]}
        meta={<Mono quiet>{formatCount(list.total)}</Mono>}
        tabs={<DeskTabs desk="channels" current="list" />}
        actions={
          <>
            <ButtonLink href={`/channels/default?connection=${connection.id}` as Route}>{tDefault('open')}</ButtonLink>
            <ListActions
              connectionId={connection.id}
              csvHref={exportHref(view, 'csv')}
              xlsxHref={exportHref(view, 'xlsx')}
              maySync={can(user.role, 'channel.write')}
              sync={sync}
            />
          </>
        }
      />
      <PageBody>
        {connection.closedReason === 'default_touched' ? (
          <div className="mb-4">
            <RestoreOffer connectionId={connection.id} mayRestore={can(user.role, 'default.write')} />
          </div>
        ) : null}
        {connection.closedReason !== null ? (
          <Notice tone="danger" title={t('closed.title')} className="mb-4">
            {t('closed.text')}
          </Notice>
        ) : null}
        {isStale ? (
          <Notice tone="attention" title={tList('stale', { time: readAt })} className="mb-4">
            {tList('staleText')}
          </Notice>
        ) : null}
        <ChannelFilters view={view} />
        <ChannelsTable
          rows={list.channels}
          view={{ connection: view.connection }}
          query={query}
          empty={
            <Empty icon="channel" title={t(`list.${empty}Title`)}>
              {t(`list.${empty}Text`)}
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
        <SelectionBar
          connectionId={connection.id}
          query={query}
          filter={{
            q: view.q,
            type: view.type,
            rank: view.rank,
            status: view.status,
            follows: view.follows,
            drift: view.drift,
          }}
          matching={list.total}
          mayWrite={can(user.role, 'channel.write')}
        />
      </PageBody>
    </ClientMessages>
  )
}

function cursorOf(view: ListView) {
  if (view.after) return { direction: 'after' as const, channelId: view.after }
  return view.before ? { direction: 'before' as const, channelId: view.before } : null
}
