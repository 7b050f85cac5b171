import type { Metadata, Route } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { ActingOn } from '@/components/connection/acting-on'
import { ClientMessages } from '@/components/shell/client-messages'
import { PageBody, PageHead } from '@/components/shell/page-head'
import { requirePermission } from '@/lib/auth/session'
import { getAccount } from '@/lib/connections/account'
import { listEndpointChoices } from '@/lib/connections/endpoints'
import { EditForm } from '../edit-form'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('connections'))('actions.edit') }
}

export default async function EditConnectionPage({ params }: { params: Promise<{ connectionId: string }> }) {
  await requirePermission('connection.write')
  const account = await getAccount((await params).connectionId)
  if (!account) notFound()
  const t = await getTranslations('connections')
  return (
    <ClientMessages namespaces={['connections', 'errors']}>
      <PageHead
        title={t('editTitle', { name: account.name })}
        meta={<ActingOn account={account} path="/settings/connections" />}
        trail={[{ label: t('title'), href: '/settings/connections' as Route }, { label: account.name }]}
      />
      <PageBody>
        <EditForm
          account={{
            id: account.id,
            kind: account.kind,
            version: account.version,
            source: account.source,
            secretSetAt: account.secret.setAt.toISOString(),
            usualChunkSize: account.chunk.usual,
            values: {
              name: account.name,
              endpoint: account.endpoint ?? '',
              userId: account.userId ?? '',
              callsPerSecond: String(account.rate.callsPerSecond),
              chunkSize: account.chunk.chosen === null ? '' : String(account.chunk.chosen),
            },
          }}
          endpoints={listEndpointChoices(account.kind)}
        />
      </PageBody>
    </ClientMessages>
  )
}
