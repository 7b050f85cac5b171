import type { Metadata, Route } from 'next'
import { getTranslations } from 'next-intl/server'
import { ClientMessages } from '@/components/shell/client-messages'
import { PageBody, PageHead } from '@/components/shell/page-head'
import { Mono } from '@/components/ui/mono'
import { Notice } from '@/components/ui/notice'
import { requirePermission } from '@/lib/auth/session'
import { channelNameOf } from '@/lib/channels/queries'
import { currentConnection } from '@/lib/connections/queries'
import { MissingChannel } from '../../read-failures'
import { readWhitelistView, whitelistHref } from '../search-params'
import { ImportForm } from './import-form'

type Props = {
  params: Promise<{ channelId: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const title = (await getTranslations('whitelist'))('import.title')
  return { title: `${(await params).channelId} ${title}` }
}

export default async function ImportWhitelistPage({ params, searchParams }: Props) {
  await requirePermission('channel.write')
  const { channelId } = await params
  const view = readWhitelistView(await searchParams)
  const connection = await currentConnection('polyv', view.connection)
  if (!connection || !/^\d{1,20}$/.test(channelId)) return <MissingChannel account={connection?.accountId ?? '—'} />
  const [t, tChannels, name] = await Promise.all([
    getTranslations('whitelist'),
    getTranslations('channels'),
    channelNameOf(connection.id, channelId),
  ])
  const place = { connectionId: connection.id, channelId, rank: view.rank }
  return (
    <ClientMessages namespaces={['whitelist', 'sheets', 'errors']}>
      <PageHead
        title={t('import.title')}
        ruled
        trail={[
          { label: tChannels('title'), href: '/channels' as Route },
          { label: name, href: `/channels/${channelId}?connection=${connection.id}` as Route },
          { label: t('title'), href: whitelistHref(place) },
          { label: t('import.title') },
        ]}
        meta={
          <>
            {name} <Mono quiet>{channelId}</Mono> <span className="ml-3">{t(`rank.${view.rank}`)}</span>
          </>
        }
      />
      <PageBody className="grid grid-cols-[minmax(0,1fr)] gap-4">
        {connection.closedReason === null ? null : <Notice tone="danger" title={t('door.closed')} />}
        <p className="max-w-prose text-ink-2">{t('import.lede')}</p>
        <ImportForm place={place} />
      </PageBody>
    </ClientMessages>
  )
}
