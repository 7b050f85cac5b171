import type { Metadata, Route } from 'next'
import { getTranslations } from 'next-intl/server'
import { ClientMessages } from '@/components/shell/client-messages'
import { DeskTabs } from '@/components/shell/desk-tabs'
import { PageBody, PageHead } from '@/components/shell/page-head'
import { ButtonLink } from '@/components/ui/button'
import { Empty } from '@/components/ui/empty'
import { Mono } from '@/components/ui/mono'
import { requirePermission } from '@/lib/auth/session'
import { preflightTargets } from '@/lib/channels/preflight-read'
import { MOST_CHECKED } from '@/lib/channels/preflight-schema'
import { currentConnection } from '@/lib/connections/queries'
import { formatCount, formatDate } from '@/lib/format'
import { PreflightList } from './preflight-list'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('preflight'))('title') }
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function PreflightPage({ searchParams }: Props) {
  await requirePermission('desk.read')
  const t = await getTranslations('preflight')
  const tChannels = await getTranslations('channels')
  const { ids: asked, connection: connectionId } = await searchParams
  const connection = await currentConnection('polyv', typeof connectionId === 'string' ? connectionId : null)
  const chosen =
    typeof asked === 'string'
      ? [...new Set(asked.split(',').filter((id) => /^\d{1,20}$/.test(id)))].slice(0, MOST_CHECKED)
      : []
  const targets = connection ? await preflightTargets(connection.id, chosen.length > 0 ? chosen : null) : []
  return (
    <ClientMessages namespaces={['preflight', 'channels', 'errors']}>
      <PageHead
        title={t('title')}
        trail={[{ label: tChannels('title'), href: '/channels' as Route }, { label: t('title') }]}
        meta={<Mono quiet>{formatCount(targets.length)}</Mono>}
        tabs={<DeskTabs desk="channels" current="preflight" />}
      />
      <PageBody>
        {!connection || targets.length === 0 ? (
          <Empty
            icon="channel"
            title={connection ? t('none') : tChannels('noConnection.title')}
            action={<ButtonLink href={'/channels' as Route}>{t('toList')}</ButtonLink>}
          >
            {connection ? t('noneText') : tChannels('noConnection.description')}
          </Empty>
        ) : (
          <>
            <p className="no-print mb-3 max-w-prose text-ink-2">{t(chosen.length > 0 ? 'ledeChosen' : 'lede')}</p>
            <PreflightList
              key={targets.map((target) => target.channelId).join()}
              connectionId={connection.id}
              targets={targets}
              today={formatDate(new Date())}
            />
          </>
        )}
      </PageBody>
    </ClientMessages>
  )
}
