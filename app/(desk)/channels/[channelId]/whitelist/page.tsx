import type { Metadata, Route } from 'next'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { ClientMessages } from '@/components/shell/client-messages'
import { PageBody, PageHead } from '@/components/shell/page-head'
import { Mono } from '@/components/ui/mono'
import { can } from '@/lib/auth/permissions'
import { requirePermission } from '@/lib/auth/session'
import { readDoors, readWhitelistPage } from '@/lib/channels/list-whitelist'
import { channelNameOf } from '@/lib/channels/queries'
import { whitelistRanks } from '@/lib/channels/whitelist-schema'
import { currentConnection } from '@/lib/connections/queries'
import { ChannelTabs } from '../channel-tabs'
import { MissingChannel } from '../read-failures'
import { readWhitelistView, whitelistHref } from './search-params'
import { WhitelistDesk } from './whitelist-desk'

type Props = {
  params: Promise<{ channelId: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations('whitelist')
  return { title: `${(await params).channelId} ${t('title')}` }
}

export default async function WhitelistPage({ params, searchParams }: Props) {
  const { user } = await requirePermission('desk.read')
  const { channelId } = await params
  const view = readWhitelistView(await searchParams)
  const connection = await currentConnection('polyv', view.connection)
  if (!connection || !/^\d{1,20}$/.test(channelId)) return <MissingChannel account={connection?.accountId ?? '—'} />
  const place = { connectionId: connection.id, channelId, rank: view.rank }
  const [t, tChannels, name, doors, first] = await Promise.all([
    getTranslations('whitelist'),
    getTranslations('channels'),
    channelNameOf(connection.id, channelId),
    readDoors(connection.id, channelId),
    readWhitelistPage({ ...place, page: 1, search: '' }),
  ])
  if (!doors.ok && doors.detail?.key === 'channelMissing') return <MissingChannel account={connection.accountId} />
  const channelHref = `/channels/${channelId}?connection=${connection.id}` as Route
  return (
    <ClientMessages namespaces={['whitelist', 'errors']}>
      <PageHead
        title={name}
        trail={[
          { label: tChannels('account', { name: connection.name, accountId: connection.accountId }) },
          { label: tChannels('title'), href: '/channels' as Route },
          { label: name, href: channelHref },
          { label: t('title') },
        ]}
        meta={<Mono quiet>{channelId}</Mono>}
        tabs={<ChannelTabs channelId={channelId} connectionId={connection.id} current="whitelist" />}
        actions={
          <nav className="seg" aria-label={t('ranks')}>
            {whitelistRanks.map((rank) => (
              <Link
                key={rank}
                href={whitelistHref({ ...place, rank })}
                aria-current={rank === view.rank ? 'true' : undefined}
              >
                {t(`rank.${rank}`)}
              </Link>
            ))}
          </nav>
        }
      />
      <PageBody>
        <WhitelistDesk
          key={view.rank}
          place={place}
          door={doors.ok ? doors.data[view.rank] : null}
          first={first.ok ? first.data : null}
          callsPerSecond={connection.callsPerSecond}
          mayWrite={can(user.role, 'channel.write')}
          mayReveal={can(user.role, 'whitelist.reveal')}
          isClosed={connection.closedReason !== null}
        />
      </PageBody>
    </ClientMessages>
  )
}
