import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { type ReactNode, Suspense } from 'react'
import { ClientMessages } from '@/components/shell/client-messages'
import { PageBody, PageHead } from '@/components/shell/page-head'
import { TableSkeleton } from '@/components/ui/skeleton'
import { requirePermission } from '@/lib/auth/session'
import { formatDate } from '@/lib/format'
import { ConnectionCard } from './connection-card'
import { DriftCard } from './drift-card'
import { ExpiryCard } from './expiry-card'
import { RecentCard } from './recent-card'
import { SwitchesCard } from './switches-card'
import { WorkCard } from './work-card'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('today'))('title') }
}

export default async function TodayPage() {
  await requirePermission('desk.read')
  const t = await getTranslations('today')
  const locale = await getLocale()
  const now = new Date()
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'Asia/Shanghai' }).format(now)
  return (
    <ClientMessages>
      <PageHead title={t('title')} meta={`${formatDate(now)} ${weekday} ${t('beijing')}`} />
      <PageBody className="grid gap-9">
        <Card rows={4}>
          <WorkCard now={now} />
        </Card>
        <div className="grid grid-cols-2 gap-x-10 gap-y-9 max-desk:grid-cols-1">
          <Card rows={3}>
            <ExpiryCard now={now} />
          </Card>
          <div className="grid content-start gap-9">
            <Card rows={2}>
              <ConnectionCard now={now} />
            </Card>
            <Card rows={2}>
              <DriftCard />
            </Card>
          </div>
        </div>
        <Suspense>
          <SwitchesCard now={now} />
        </Suspense>
        <Card rows={6}>
          <RecentCard />
        </Card>
      </PageBody>
    </ClientMessages>
  )
}

/** Each card arrives when its own figures have. */
function Card({ rows, children }: { rows: number; children: ReactNode }) {
  return <Suspense fallback={<TableSkeleton rows={rows} columns={3} />}>{children}</Suspense>
}
