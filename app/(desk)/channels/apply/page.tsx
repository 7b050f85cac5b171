import type { Metadata, Route } from 'next'
import { getTranslations } from 'next-intl/server'
import { ClientMessages } from '@/components/shell/client-messages'
import { PageHead } from '@/components/shell/page-head'
import { ButtonLink } from '@/components/ui/button'
import { Empty } from '@/components/ui/empty'
import { Mono } from '@/components/ui/mono'
import { can } from '@/lib/auth/permissions'
import { requirePermission } from '@/lib/auth/session'
import { getChange } from '@/lib/channels/apply-store'
import { type ChangeView, planCosts } from '@/lib/channels/apply-views-schema'
import { listTemplates } from '@/lib/channels/template-store'
import { currentConnection, getConnection } from '@/lib/connections/queries'
import { predictMs } from '@/lib/operations/pace'
import { ApplyForm } from './apply-form'
import { ChooseChannels } from './choose-channels'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('apply'))('title') }
}

export default async function ApplyPage({ searchParams }: Props) {
  const { user } = await requirePermission('desk.read')
  const t = await getTranslations('apply')
  const tChannels = await getTranslations('channels')
  const { change, from: asked } = await searchParams
  const from = typeof asked === 'string' && /^\d{1,20}$/.test(asked) ? asked : null
  const view = typeof change === 'string' ? await getChange(change) : null
  const connection = view ? await getConnection(view.connectionId) : await currentConnection('polyv')
  const templates = view ? await listTemplates({ archived: false }) : []
  const head = (
    <PageHead
      title={t('title')}
      trail={[
        ...(connection
          ? [{ label: tChannels('account', { name: connection.name, accountId: connection.accountId }) }]
          : []),
        { label: tChannels('title'), href: '/channels' as Route },
        { label: t('title') },
      ]}
      meta={
        connection ? (
          <>
            {t('actsOn', { name: connection.name })} <Mono quiet>{connection.accountId}</Mono>
          </>
        ) : null
      }
      ruled
    />
  )
  const mayWrite = can(user.role, 'channel.write')
  return (
    <ClientMessages
      namespaces={['apply', 'channels', 'conditions', 'viewer', 'merge', 'templates', 'schedules', 'errors']}
    >
      {head}
      {!connection ? (
        <Empty icon="channel" title={tChannels('noConnection.title')}>
          {tChannels('noConnection.description')}
        </Empty>
      ) : view ? (
        <ApplyForm
          key={`${view.id}:${view.templateAt ?? ''}`}
          templates={templates.map(({ id, name }) => ({ id, name }))}
          view={view}
          predictedMs={predictedOf(view, connection.callsPerSecond)}
          mayWrite={mayWrite && view.ownerId === user.id}
          isClosed={connection.closedReason !== null}
          now={new Date().toISOString()}
        />
      ) : (
        <Empty
          icon="channel"
          title={t('choose.title')}
          action={
            <>
              <ButtonLink href={'/channels' as Route}>{t('choose.list')}</ButtonLink>
              {mayWrite ? <ChooseChannels connectionId={connection.id} from={from} /> : null}
            </>
          }
        >
          {from ? t('choose.textFrom', { channelId: from }) : t('choose.text')}
        </Empty>
      )}
    </ClientMessages>
  )
}

function predictedOf(view: ChangeView, callsPerSecond: number): number {
  const { writes, reads } = planCosts(view.plan.lines)
  return predictMs({ calls: writes + reads, callsPerSecond })
}
