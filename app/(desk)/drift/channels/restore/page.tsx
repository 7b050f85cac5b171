import type { Metadata, Route } from 'next'
import { getTranslations } from 'next-intl/server'
import { ClientMessages } from '@/components/shell/client-messages'
import { PageBody, PageHead } from '@/components/shell/page-head'
import { ButtonLink } from '@/components/ui/button'
import { Empty } from '@/components/ui/empty'
import { Notice } from '@/components/ui/notice'
import { can } from '@/lib/auth/permissions'
import { requirePermission } from '@/lib/auth/session'
import { previewRestores } from '@/lib/channels/preview-restores'
import { currentConnection } from '@/lib/connections/queries'
import { ReloadLink } from '../../../channels/[channelId]/reload-link'
import { RestoreSlip } from './restore-slip'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('channel-drift.slip'))('title') }
}

/** What bringing the chosen channels back would do, against each as it is at this moment. */
export default async function RestoreChannelsPage({ searchParams }: Props) {
  const { user } = await requirePermission('desk.read')
  const t = await getTranslations('channel-drift.slip')
  const tDrift = await getTranslations('channel-drift')
  const { connection: asked, drift } = await searchParams
  const connection = await currentConnection('polyv', typeof asked === 'string' ? asked : null)
  const lines = connection ? await previewRestores(connection.id, String(drift ?? '').split(',')) : []
  const back = '/drift/channels' as Route
  return (
    <ClientMessages namespaces={['channel-drift', 'channels', 'versions', 'errors']}>
      <PageHead
        title={t('title')}
        trail={[{ label: tDrift('title'), href: back }, { label: t('title') }]}
        actions={<ReloadLink label={t('reload')} />}
        ruled
      />
      <PageBody className="grid max-w-4xl gap-4">
        {can(user.role, 'channel.write') ? null : <Notice title={tDrift('supportNote')} />}
        {connection && lines.length > 0 ? (
          <RestoreSlip
            key={lines.map((line) => line.rollback?.base).join()}
            connectionId={connection.id}
            lines={lines}
            mayWrite={can(user.role, 'channel.write')}
            isClosed={connection.closedReason !== null}
          />
        ) : (
          <Empty icon="bolt" title={t('none')} action={<ButtonLink href={back}>{t('back')}</ButtonLink>}>
            {t('noneText')}
          </Empty>
        )}
      </PageBody>
    </ClientMessages>
  )
}
