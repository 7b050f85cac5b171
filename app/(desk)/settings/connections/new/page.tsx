import type { Metadata, Route } from 'next'
import { getTranslations } from 'next-intl/server'
import { ClientMessages } from '@/components/shell/client-messages'
import { PageBody, PageHead } from '@/components/shell/page-head'
import { requirePermission } from '@/lib/auth/session'
import { defaultCallsPerSecond, listEndpointChoices } from '@/lib/connections/endpoints'
import { AddForm } from '../add-form'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('connections'))('addTitle') }
}

export default async function AddConnectionPage() {
  await requirePermission('connection.write')
  const t = await getTranslations('connections')
  return (
    <ClientMessages namespaces={['connections', 'errors']}>
      <PageHead
        title={t('addTitle')}
        trail={[{ label: t('title'), href: '/settings/connections' as Route }, { label: t('add') }]}
      />
      <PageBody>
        <AddForm
          endpoints={{ wechat: listEndpointChoices('wechat'), polyv: listEndpointChoices('polyv') }}
          defaultRates={{ wechat: String(defaultCallsPerSecond.wechat), polyv: String(defaultCallsPerSecond.polyv) }}
        />
      </PageBody>
    </ClientMessages>
  )
}
