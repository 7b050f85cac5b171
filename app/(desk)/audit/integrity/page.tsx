import type { Metadata, Route } from 'next'
import { getTranslations } from 'next-intl/server'
import { ClientMessages } from '@/components/shell/client-messages'
import { DeskTabs } from '@/components/shell/desk-tabs'
import { PageBody, PageHead } from '@/components/shell/page-head'
import { SectionTitle } from '@/components/shell/section-title'
import { DownloadLink } from '@/components/ui/download-link'
import { requirePermission } from '@/lib/auth/session'
import { readIntegrity } from '@/lib/integrity/queries'
import { CheckAlone } from './check-alone'
import { KeyList } from './key-list'
import { SealFacts } from './seal-facts'
import { Verifications } from './verifications'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('integrity'))('title') }
}

export default async function IntegrityPage() {
  await requirePermission('desk.read')
  const [t, tAudit, { seal, head, keys, verifications }] = await Promise.all([
    getTranslations('integrity'),
    getTranslations('audit'),
    readIntegrity(),
  ])
  return (
    <ClientMessages namespaces={['integrity', 'errors']}>
      <PageHead
        title={t('title')}
        trail={[{ label: tAudit('title'), href: '/audit' as Route }, { label: t('title') }]}
        tabs={<DeskTabs desk="audit" current="integrity" />}
        actions={<DownloadLink href="/verify-proof.mjs">{t('script')}</DownloadLink>}
      />
      <PageBody className="grid max-w-[960px] gap-8">
        <SealFacts seal={seal} head={head} />
        <Verifications initial={verifications} now={new Date().toISOString()} />
        <section>
          <SectionTitle>{t('proven.title')}</SectionTitle>
          <ul className="mt-1 grid max-w-prose list-disc gap-1.5 pl-5 text-ink-2">
            <li>{t('proven.content')}</li>
            <li>{t('proven.order')}</li>
            <li>{t('proven.outside')}</li>
            <li>{t('proven.alone')}</li>
          </ul>
          <p className="mt-3 max-w-prose text-12 text-ink-3">{t('proven.limits')}</p>
        </section>
        <CheckAlone />
        <KeyList keys={keys} />
      </PageBody>
    </ClientMessages>
  )
}
