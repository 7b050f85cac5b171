import type { Metadata, Route } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { Suspense } from 'react'
import type { RawParams } from '@/app/(desk)/audit/search-params'
import { TargetTimeline } from '@/app/(desk)/audit/target-timeline'
import { ActingOn } from '@/components/connection/acting-on'
import { ClientMessages } from '@/components/shell/client-messages'
import { PageBody, PageHead } from '@/components/shell/page-head'
import { SectionTitle } from '@/components/shell/section-title'
import { TableSkeleton } from '@/components/ui/skeleton'
import { can } from '@/lib/auth/permissions'
import { currentSession, requirePermission } from '@/lib/auth/session'
import { getAccount } from '@/lib/connections/account'
import { listEndpointChoices } from '@/lib/connections/endpoints'
import { EditForm } from '../edit-form'

type Props = { params: Promise<{ connectionId: string }>; searchParams: Promise<RawParams> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations('connections')
  const account = can((await currentSession())?.user.role, 'connection.write')
    ? await getAccount((await params).connectionId)
    : null
  return { title: account ? t('editTitle', { name: account.name }) : t('actions.edit') }
}

export default async function EditConnectionPage({ params, searchParams }: Props) {
  await requirePermission('connection.write')
  const account = await getAccount((await params).connectionId)
  if (!account) notFound()
  const [t, tTimeline] = await Promise.all([getTranslations('connections'), getTranslations('explorer.timeline')])
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
        <section className="mt-8 max-w-[860px]">
          <SectionTitle note={tTimeline('connection')}>{tTimeline('title')}</SectionTitle>
          <Suspense fallback={<TableSkeleton rows={8} columns={3} />}>
            <TargetTimeline
              of={{ connection: account.id }}
              path={`/settings/connections/${account.id}`}
              params={await searchParams}
              size={15}
            />
          </Suspense>
        </section>
      </PageBody>
    </ClientMessages>
  )
}
