import type { Metadata, Route } from 'next'
import { getTranslations } from 'next-intl/server'
import { ClientMessages } from '@/components/shell/client-messages'
import { DeskTabs } from '@/components/shell/desk-tabs'
import { PageBody, PageHead } from '@/components/shell/page-head'
import { SectionTitle } from '@/components/shell/section-title'
import { DownloadLink } from '@/components/ui/download-link'
import { SegmentedLinks } from '@/components/ui/segmented'
import { can } from '@/lib/auth/permissions'
import { requirePermission } from '@/lib/auth/session'
import { listExports } from '@/lib/exports/queries'
import { ExportList } from './export-list'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('exportJobs'))('title') }
}

type ExportsProps = { searchParams: Promise<{ who?: string | string[] }> }

export default async function ExportsPage({ searchParams }: ExportsProps) {
  const { user } = await requirePermission('audit.export')
  const who = (await searchParams).who === 'all' ? 'all' : 'mine'
  const [t, tAudit, exports] = await Promise.all([
    getTranslations('exportJobs'),
    getTranslations('audit'),
    listExports(who === 'mine' ? user.id : null),
  ])
  return (
    <ClientMessages namespaces={['exportJobs', 'errors']}>
      <PageHead
        title={t('title')}
        trail={[{ label: tAudit('title'), href: '/audit' as Route }, { label: t('title') }]}
        actions={<DownloadLink href="/verify-export.mjs">{t('script')}</DownloadLink>}
        tabs={<DeskTabs desk="audit" current="exports" />}
      />
      <PageBody className="grid gap-4">
        <SegmentedLinks
          ariaLabel={t('tabs.label')}
          links={(['mine', 'all'] as const).map((tab) => ({
            href: (tab === 'mine' ? '/audit/exports' : '/audit/exports?who=all') as Route,
            label: t(`tabs.${tab}`),
            isCurrent: tab === who,
          }))}
        />
        <ExportList initial={exports} who={who} userId={user.id} mayStopAny={can(user.role, 'share.manage')} />
        <section className="mt-4">
          <SectionTitle>{t('checkTitle')}</SectionTitle>
          <p className="max-w-prose text-ink-2">{t('check')}</p>
          <pre className="mono mt-2 rounded-chip bg-sunken p-2 text-12 break-all whitespace-pre-wrap">
            node verify-export.mjs audit-….csv audit-….csv.manifest.json &lt;public key&gt;
          </pre>
        </section>
      </PageBody>
    </ClientMessages>
  )
}
