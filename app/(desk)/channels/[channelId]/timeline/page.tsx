import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import type { RawParams } from '@/app/(desk)/audit/search-params'
import { TargetTimeline } from '@/app/(desk)/audit/target-timeline'
import { PageBody, PageHead } from '@/components/shell/page-head'
import { Mono } from '@/components/ui/mono'
import { writeTarget } from '@/lib/audit/target-id'
import { requirePermission } from '@/lib/auth/session'
import { ACCOUNT_DEFAULT } from '@/lib/channels/form-schema'
import { channelNameOf } from '@/lib/channels/queries'
import { currentConnection } from '@/lib/connections/queries'
import { readListView } from '../../search-params'
import { ChannelTabs } from '../channel-tabs'
import { MissingChannel } from '../read-failures'

type Props = { params: Promise<{ channelId: string }>; searchParams: Promise<RawParams> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations('explorer.timeline')
  return { title: `${(await params).channelId} ${t('title')}` }
}

/** What was done to one channel, and what was changed outside: read from the log, so it works while Polyv does not. */
export default async function ChannelTimelinePage({ params, searchParams }: Props) {
  await requirePermission('desk.read')
  const [{ channelId }, address] = await Promise.all([params, searchParams])
  const [t, tVersions, tExplorer] = await Promise.all([
    getTranslations('channels'),
    getTranslations('versions'),
    getTranslations('explorer.timeline'),
  ])
  const connection = await currentConnection('polyv', readListView(address).connection)
  const isDefault = channelId === ACCOUNT_DEFAULT
  if (!connection || !(isDefault || /^\d{1,20}$/.test(channelId)))
    return <MissingChannel account={connection?.accountId ?? '—'} />
  const accountDefault = {
    target: { type: 'channel', id: ACCOUNT_DEFAULT, name: '' },
    connectionId: connection.id,
  } as const
  const name = isDefault ? tVersions('defaultName') : await channelNameOf(connection.id, channelId)
  return (
    <>
      <PageHead
        title={name}
        trail={[
          { label: t('account', { name: connection.name, accountId: connection.accountId }) },
          { label: t('title'), href: '/channels' as never },
          { label: name },
        ]}
        meta={isDefault ? null : <Mono quiet>{channelId}</Mono>}
        tabs={<ChannelTabs channelId={channelId} connectionId={connection.id} current="timeline" />}
      />
      <PageBody className="max-w-[860px]">
        <p className="pb-3 text-ink-2">{tExplorer(isDefault ? 'default' : 'channel')}</p>
        <TargetTimeline
          of={isDefault ? { target: writeTarget(accountDefault) } : { channel: channelId }}
          path={`/channels/${channelId}/timeline`}
          params={address}
          keep={{ connection: connection.id }}
        />
      </PageBody>
    </>
  )
}
