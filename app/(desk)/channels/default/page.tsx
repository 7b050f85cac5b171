import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { ClientMessages } from '@/components/shell/client-messages'
import { PageHead } from '@/components/shell/page-head'
import { Chip } from '@/components/ui/chip'
import { Empty } from '@/components/ui/empty'
import { Notice } from '@/components/ui/notice'
import { can } from '@/lib/auth/permissions'
import { requirePermission } from '@/lib/auth/session'
import { whoFollows } from '@/lib/channels/default-queries'
import { openDriftOf } from '@/lib/channels/drift-queries'
import { ACCOUNT_DEFAULT } from '@/lib/channels/form-schema'
import { getChannelForForm } from '@/lib/channels/queries'
import { currentConnection } from '@/lib/connections/queries'
import { formatRelative } from '@/lib/format'
import { ChannelTabs } from '../[channelId]/channel-tabs'
import { ConditionsForm } from '../[channelId]/conditions-form'
import { OutsideChange } from '../[channelId]/outside-change'
import { UnreadableChannel } from '../[channelId]/read-failures'
import { ReloadLink } from '../[channelId]/reload-link'
import { readListView } from '../search-params'
import { ImpactList } from './impact-list'
import { RestoreOffer } from './restore-offer'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('account-default'))('title') }
}

/** The account's own conditions, behind a door of their own: what is saved here reaches every channel that follows. */
export default async function AccountDefaultPage({ searchParams }: Props) {
  const { user } = await requirePermission('desk.read')
  const t = await getTranslations('account-default')
  const tChannels = await getTranslations('channels')
  const connection = await currentConnection('polyv', readListView(await searchParams).connection)
  if (!connection) {
    return (
      <>
        <PageHead title={t('title')} />
        <Empty title={tChannels('noConnection.title')}>{tChannels('noConnection.description')}</Empty>
      </>
    )
  }
  const mayWrite = can(user.role, 'default.write')
  const [loaded, impact] = await Promise.all([
    getChannelForForm(connection.id, ACCOUNT_DEFAULT),
    whoFollows(connection.id),
  ])
  const head = (
    <PageHead
      title={t('title')}
      trail={[
        { label: tChannels('account', { name: connection.name, accountId: connection.accountId }) },
        { label: tChannels('title'), href: '/channels' as never },
        { label: t('title') },
      ]}
      meta={
        <span className="inline-flex items-center gap-2">
          {connection.name}
          <Chip tone="cinnabar">{t('chip', { count: impact.count })}</Chip>
        </span>
      }
      actions={<ReloadLink label={tChannels('head.reload')} />}
      tabs={<ChannelTabs channelId={ACCOUNT_DEFAULT} connectionId={connection.id} current="conditions" />}
    />
  )
  if (loaded.state !== 'loaded') {
    const unreadable =
      loaded.state === 'unreadable'
        ? loaded
        : { state: 'unreadable' as const, trouble: loaded.trouble, name: t('title'), lastVersion: null }
    return (
      <>
        {head}
        <UnreadableChannel loaded={unreadable} />
      </>
    )
  }
  const { version, readAt } = loaded.channel
  const drift = (await openDriftOf(connection.id, [ACCOUNT_DEFAULT])).get(ACCOUNT_DEFAULT)
  const facts = [
    tChannels('head.read', { time: formatRelative(readAt, new Date(), await getLocale()) }),
    ...(version
      ? [`${tChannels('head.version', { number: version.number })} ${tChannels(`head.${version.source}`)}`]
      : []),
  ]
  return (
    <ClientMessages
      namespaces={['channels', 'channel-drift', 'conditions', 'viewer', 'merge', 'account-default', 'polyv', 'errors']}
    >
      <div className="account-edge">
        {head}
        {drift ? (
          <OutsideChange
            connectionId={connection.id}
            drift={drift}
            now={new Date().toISOString()}
            mayWrite={mayWrite}
          />
        ) : null}
        <div className="grid gap-3 px-6 pt-3 max-tablet:px-4">
          <Notice tone="attention" title={t('warning.title', { name: connection.name })}>
            {t('warning.text', { count: impact.count })}
          </Notice>
          {mayWrite ? null : (
            <Notice tone="danger" title={t('forbidden.title')}>
              {t('forbidden.text')}
            </Notice>
          )}
          {connection.closedReason === 'default_touched' ? (
            <RestoreOffer connectionId={connection.id} mayRestore={mayWrite} />
          ) : null}
        </div>
        <ImpactList impact={impact} connectionId={connection.id} />
        <ConditionsForm
          key={readAt}
          channel={{ ...loaded.channel, name: connection.name }}
          personId={user.id}
          mayWrite={mayWrite}
          mayReveal={can(user.role, 'secret.reveal')}
          isClosed={connection.closedReason !== null}
          facts={facts}
          account={{ name: connection.name, followers: impact.count }}
        />
      </div>
    </ClientMessages>
  )
}
