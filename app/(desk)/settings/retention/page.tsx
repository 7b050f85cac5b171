import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ClientMessages } from '@/components/shell/client-messages'
import { PageBody, PageHead } from '@/components/shell/page-head'
import { ButtonLink } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { can } from '@/lib/auth/permissions'
import { requirePermission } from '@/lib/auth/session'
import { readRetention } from '@/lib/retention/queries'
import { GoneMonths } from './gone-months'
import { Holds } from './holds'
import { MonthsAhead } from './months-ahead'
import { PolicySection } from './policy-section'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('retention'))('title') }
}

export default async function RetentionPage() {
  const { user } = await requirePermission('desk.read')
  const [t, { policies, months, holds, gone, isAsRecorded }] = await Promise.all([
    getTranslations('retention'),
    readRetention(),
  ])
  const mayWrite = can(user.role, 'retention.write')
  return (
    <ClientMessages namespaces={['retention', 'errors', 'audit']}>
      <PageHead title={t('title')} />
      <PageBody className="grid max-w-[960px] gap-8">
        <p className="max-w-prose text-ink-2">{t('lede')}</p>
        {mayWrite ? null : <Notice title={t('readOnly')} />}
        {isAsRecorded ? null : (
          <Notice
            tone="danger"
            title={t('differs.title')}
            action={<ButtonLink href="/audit?q=action:retention.*">{t('differs.open')}</ButtonLink>}
          >
            {t('differs.text')}
          </Notice>
        )}
        <PolicySection policies={policies} mayWrite={mayWrite} />
        <MonthsAhead months={months} />
        <Holds holds={holds} mayWrite={mayWrite} />
        <GoneMonths months={gone} />
      </PageBody>
    </ClientMessages>
  )
}
