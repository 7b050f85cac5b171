import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ClientMessages } from '@/components/shell/client-messages'
import { PageBody, PageHead } from '@/components/shell/page-head'
import { Empty } from '@/components/ui/empty'
import { Notice } from '@/components/ui/notice'
import { can } from '@/lib/auth/permissions'
import { requirePermission } from '@/lib/auth/session'
import { listSinks } from '@/lib/streaming/queries'
import { AddSink } from './add-sink'
import { SinkRow } from './sink-row'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('streaming'))('title') }
}

export default async function StreamingPage() {
  const { user } = await requirePermission('desk.read')
  const [t, sinks] = await Promise.all([getTranslations('streaming'), listSinks()])
  const mayWrite = can(user.role, 'stream.write')
  const now = new Date().toISOString()
  return (
    <ClientMessages namespaces={['streaming', 'errors']}>
      <PageHead title={t('title')} meta={sinks.length} actions={mayWrite ? <AddSink /> : null} />
      <PageBody className="max-w-[960px]">
        <p className="mb-4 max-w-prose text-ink-2">{t('lede')}</p>
        {mayWrite ? null : <Notice title={t('readOnly')} className="mb-4" />}
        {sinks.length === 0 ? (
          <Empty icon="share" title={t('empty')}>
            {t('emptyText')}
          </Empty>
        ) : (
          <ul className="grid gap-8">
            {sinks.map((sink) => (
              <SinkRow key={sink.id} sink={sink} mayWrite={mayWrite} now={now} />
            ))}
          </ul>
        )}
      </PageBody>
    </ClientMessages>
  )
}
