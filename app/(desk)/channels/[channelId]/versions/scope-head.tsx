import type { Route } from 'next'
import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { PageHead } from '@/components/shell/page-head'
import { Mono } from '@/components/ui/mono'
import { ChannelTabs } from '../channel-tabs'
import type { Scope } from './open-scope'
import { versionsHref } from './version-hrefs'

/** The head of every page of versions; `page` is the one below the list. */
export async function ScopeHead({ scope, page, actions }: { scope: Scope; page?: string; actions?: ReactNode }) {
  const { connection, channelId, name, isDefault } = scope
  const t = await getTranslations('channels')
  const tVersions = await getTranslations('versions')
  const account = { name: connection.name, accountId: connection.accountId }
  const versions = versionsHref(channelId, { connection: connection.id })
  return (
    <PageHead
      title={page ?? name}
      trail={[
        { label: t('account', account) },
        { label: t('title'), href: '/channels' as Route },
        { label: name, href: `/channels/${channelId}?connection=${connection.id}` as Route },
        ...(page ? [{ label: tVersions('title'), href: versions }, { label: page }] : [{ label: tVersions('title') }]),
      ]}
      meta={isDefault ? undefined : <Mono quiet>{channelId}</Mono>}
      actions={actions}
      tabs={<ChannelTabs channelId={channelId} connectionId={connection.id} current="versions" />}
    />
  )
}
