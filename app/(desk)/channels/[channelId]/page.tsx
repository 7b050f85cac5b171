import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { ClientMessages } from '@/components/shell/client-messages'
import { PageHead } from '@/components/shell/page-head'
import { Mono } from '@/components/ui/mono'
import { can } from '@/lib/auth/permissions'
import { requirePermission } from '@/lib/auth/session'
import { readCarried } from '@/lib/channels/carried-merge'
import { openDriftOf } from '@/lib/channels/drift-queries'
import { getChannelForForm } from '@/lib/channels/queries'
import { currentConnection } from '@/lib/connections/queries'
import { formatRelative } from '@/lib/format'
import { ComingSwitches } from '../coming-switches'
import { RestoreOffer } from '../default/restore-offer'
import { ReuseLinks } from '../reuse-links'
import { readListView } from '../search-params'
import { ChannelTabs } from './channel-tabs'
import { ConditionsForm } from './conditions-form'
import { OutsideChange } from './outside-change'
import { MissingChannel, UnreadableChannel } from './read-failures'
import { ReloadLink } from './reload-link'

type Props = {
  params: Promise<{ channelId: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations('channels')
  return { title: `${(await params).channelId} ${t('title')}` }
}

export default async function ChannelPage({ params, searchParams }: Props) {
  const { user } = await requirePermission('desk.read')
  const { channelId } = await params
  const t = await getTranslations('channels')
  const asked = await searchParams
  const connection = await currentConnection('polyv', readListView(asked).connection)
  if (!connection || !/^\d{1,20}$/.test(channelId)) return <MissingChannel account={connection?.accountId ?? '—'} />
  const loaded = await getChannelForForm(connection.id, channelId)
  if (loaded.state === 'missing') return <MissingChannel account={connection.accountId} trouble={loaded.trouble} />
  const name = loaded.state === 'loaded' ? loaded.channel.name : loaded.name
  const head = (
    <PageHead
      title={name}
      trail={[
        { label: t('account', { name: connection.name, accountId: connection.accountId }) },
        { label: t('title'), href: '/channels' as never },
        { label: name },
      ]}
      meta={<Mono quiet>{channelId}</Mono>}
      actions={
        <>
          <ReloadLink label={t('head.reload')} />
          <ReuseLinks connectionId={connection.id} channelId={channelId} />
        </>
      }
      tabs={<ChannelTabs channelId={channelId} connectionId={connection.id} current="conditions" />}
    />
  )
  if (loaded.state === 'unreadable') {
    return (
      <>
        {head}
        <UnreadableChannel loaded={loaded} />
      </>
    )
  }
  const { version, readAt } = loaded.channel
  const drift = (await openDriftOf(connection.id, [channelId])).get(channelId)
  const facts = [
    t('head.read', { time: formatRelative(readAt, new Date(), await getLocale()) }),
    ...(version ? [`${t('head.version', { number: version.number })} ${t(`head.${version.source}`)}`] : []),
  ]
  const mayWrite = can(user.role, 'channel.write')
  const carried = mayWrite && typeof asked.merge === 'string' ? await readCarried(loaded.channel, asked.merge) : null
  return (
    <ClientMessages
      namespaces={['channels', 'channel-drift', 'conditions', 'viewer', 'merge', 'account-default', 'polyv', 'errors']}
    >
      {head}
      {connection.closedReason === 'default_touched' ? (
        <div className="px-6 pt-3 max-tablet:px-4">
          <RestoreOffer connectionId={connection.id} mayRestore={can(user.role, 'default.write')} />
        </div>
      ) : null}
      {drift ? (
        <OutsideChange connectionId={connection.id} drift={drift} now={new Date().toISOString()} mayWrite={mayWrite} />
      ) : null}
      <ComingSwitches connectionId={connection.id} channelId={channelId} />
      <ConditionsForm
        key={`${channelId}:${readAt}`}
        channel={loaded.channel}
        personId={user.id}
        mayWrite={mayWrite}
        mayReveal={can(user.role, 'secret.reveal')}
        isClosed={connection.closedReason !== null}
        facts={facts}
        carried={carried}
        asksToStop={asked.follow === 'stop'}
      />
    </ClientMessages>
  )
}
