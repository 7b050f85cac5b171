import type { Metadata, Route } from 'next'
import { getTranslations } from 'next-intl/server'
import { ClientMessages } from '@/components/shell/client-messages'
import { PageBody, PageHead } from '@/components/shell/page-head'
import { requirePermission } from '@/lib/auth/session'
import { ImportForm } from './import-form'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('licensees'))('import.title') }
}

export default async function ImportLicenseesPage() {
  await requirePermission('grant.write')
  const t = await getTranslations('licensees')
  return (
    <ClientMessages namespaces={['licensees', 'sheets', 'errors']}>
      <PageHead
        title={t('import.title')}
        trail={[{ label: t('title'), href: '/licensees' as Route }, { label: t('import.title') }]}
      />
      <PageBody>
        <p className="mb-4 max-w-prose text-ink-2">{t('import.lede')}</p>
        <ImportForm />
      </PageBody>
    </ClientMessages>
  )
}
