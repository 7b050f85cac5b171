import type { Metadata, Route } from 'next'
import { getTranslations } from 'next-intl/server'
import { FilterLink } from '@/components/data-table/filter-link'
import { ClientMessages } from '@/components/shell/client-messages'
import { DeskTabs } from '@/components/shell/desk-tabs'
import { PageBody, PageHead } from '@/components/shell/page-head'
import { ButtonLink } from '@/components/ui/button'
import { Empty } from '@/components/ui/empty'
import { Mono } from '@/components/ui/mono'
import { can } from '@/lib/auth/permissions'
import { requirePermission } from '@/lib/auth/session'
import { listTemplates } from '@/lib/channels/template-store'
import { formatCount } from '@/lib/format'
import { TemplatesTable } from './templates-table'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('templates'))('title') }
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function TemplatesPage({ searchParams }: Props) {
  const { user } = await requirePermission('desk.read')
  const t = await getTranslations('templates')
  const tChannels = await getTranslations('channels')
  const isArchived = (await searchParams).state === 'archived'
  const templates = await listTemplates({ archived: isArchived })
  const mayWrite = can(user.role, 'channel.write')
  const add = (
    <ButtonLink href={'/channels/templates/new' as Route} variant="primary" icon="plus">
      {t('add')}
    </ButtonLink>
  )
  return (
    <ClientMessages namespaces={['templates', 'apply', 'channels', 'errors']}>
      <PageHead
        title={t('title')}
        trail={[{ label: tChannels('title'), href: '/channels' as Route }, { label: t('title') }]}
        meta={<Mono quiet>{formatCount(templates.length)}</Mono>}
        tabs={<DeskTabs desk="channels" current="templates" />}
        actions={mayWrite ? add : null}
      />
      <PageBody>
        <p className="mb-3 max-w-prose text-ink-2">{t('lede')}</p>
        <nav className="mb-3 flex gap-1.5" aria-label={t('filter')}>
          <FilterLink href={'/channels/templates' as Route} chosen={!isArchived}>
            {t('inUse')}
          </FilterLink>
          <FilterLink href={'/channels/templates?state=archived' as Route} chosen={isArchived}>
            {t('archived')}
          </FilterLink>
        </nav>
        {templates.length === 0 ? (
          <Empty
            icon="form"
            title={t(isArchived ? 'noneArchived' : 'none')}
            action={!isArchived && mayWrite ? add : null}
          >
            {isArchived ? null : t('noneText')}
          </Empty>
        ) : (
          <TemplatesTable templates={templates} mayWrite={mayWrite} />
        )}
      </PageBody>
    </ClientMessages>
  )
}
