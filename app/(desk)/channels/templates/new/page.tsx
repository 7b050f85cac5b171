import type { Metadata, Route } from 'next'
import { getTranslations } from 'next-intl/server'
import { ClientMessages } from '@/components/shell/client-messages'
import { PageHead } from '@/components/shell/page-head'
import { Notice } from '@/components/ui/notice'
import { can } from '@/lib/auth/permissions'
import { requirePermission } from '@/lib/auth/session'
import { changeFromChannel } from '@/lib/channels/template-from-channel'
import { currentConnection } from '@/lib/connections/queries'
import { TemplateForm } from '../template-form'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('templates'))('add') }
}

export default async function NewTemplatePage({ searchParams }: Props) {
  const { user } = await requirePermission('desk.read')
  const t = await getTranslations('templates')
  const tChannels = await getTranslations('channels')
  const { from, connection: connectionId } = await searchParams
  const channelId = typeof from === 'string' && /^\d{1,20}$/.test(from) ? from : null
  const connection = await currentConnection('polyv', typeof connectionId === 'string' ? connectionId : null)
  const start = channelId && connection ? await changeFromChannel(connection.id, channelId) : null
  return (
    <ClientMessages namespaces={['templates', 'apply', 'channels', 'conditions', 'viewer', 'merge', 'errors']}>
      <PageHead
        title={t('add')}
        ruled
        trail={[
          { label: tChannels('title'), href: '/channels' as Route },
          { label: t('title'), href: '/channels/templates' as Route },
          { label: t('add') },
        ]}
      />
      {channelId ? (
        <div className="px-6 pt-3 max-tablet:px-4">
          {start ? (
            <Notice title={t('fromChannel', { channelId })}>{t('fromChannelText')}</Notice>
          ) : (
            <Notice tone="attention" title={t('fromUnread', { channelId })} />
          )}
        </div>
      ) : null}
      <TemplateForm template={null} start={start} mayWrite={can(user.role, 'channel.write')} />
    </ClientMessages>
  )
}
