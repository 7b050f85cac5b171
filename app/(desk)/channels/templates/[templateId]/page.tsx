import type { Metadata, Route } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { ClientMessages } from '@/components/shell/client-messages'
import { PageHead } from '@/components/shell/page-head'
import { can } from '@/lib/auth/permissions'
import { mayRead, requirePermission } from '@/lib/auth/session'
import { getTemplate } from '@/lib/channels/template-store'
import { TemplateForm } from '../template-form'

type Props = { params: Promise<{ templateId: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const template = (await mayRead()) ? await getTemplate((await params).templateId) : null
  return { title: template?.name ?? (await getTranslations('templates'))('title') }
}

export default async function TemplatePage({ params }: Props) {
  const { user } = await requirePermission('desk.read')
  const template = await getTemplate((await params).templateId)
  if (!template) notFound()
  const t = await getTranslations('templates')
  const tChannels = await getTranslations('channels')
  return (
    <ClientMessages namespaces={['templates', 'apply', 'channels', 'conditions', 'viewer', 'merge', 'errors']}>
      <PageHead
        title={template.name}
        ruled
        trail={[
          { label: tChannels('title'), href: '/channels' as Route },
          { label: t('title'), href: '/channels/templates' as Route },
          { label: template.name },
        ]}
      />
      <TemplateForm
        key={template.version}
        template={template}
        start={null}
        mayWrite={can(user.role, 'channel.write')}
      />
    </ClientMessages>
  )
}
