import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { type ReactNode, Suspense } from 'react'
import { PageBody, PageHead } from '@/components/shell/page-head'
import { SectionTitle } from '@/components/shell/section-title'
import { TableSkeleton } from '@/components/ui/skeleton'
import { requirePermission } from '@/lib/auth/session'
import { formatDate } from '@/lib/format'
import { ConnectionCard } from './connection-card'
import { ExpiryCard } from './expiry-card'
import { Guarded } from './guarded'
import { NeedsCard } from './needs/needs-card'
import { RecentCard } from './recent-card'
import { SupportBox } from './support-box'
import { TonightCard } from './tonight-card'
import { WorkCard } from './work-card'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('today'))('title') }
}

export default async function TodayPage() {
  const { user } = await requirePermission('desk.read')
  const t = await getTranslations('today')
  const locale = await getLocale()
  const now = new Date()
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'Asia/Shanghai' }).format(now)
  const asker = { id: user.id, role: user.role, now }
  const isSupport = user.role === 'support'
  const needs = <Card title={t('needs.title')} rows={4} columns={3} card={() => NeedsCard({ asker })} />
  return (
    <>
      <PageHead title={t('title')} meta={`${formatDate(now)} ${weekday} ${t('beijing')}`} />
      <PageBody className="grid gap-9">
        {isSupport ? <Card title={t('support.diagnose')} rows={1} columns={3} card={() => SupportBox()} /> : needs}
        <div className="grid grid-cols-2 gap-x-10 gap-y-9 max-desk:grid-cols-1">
          <Card title={t('expiry.title')} rows={6} columns={3} card={() => ExpiryCard({ now })} />
          <div className="grid content-start gap-9">
            <Card title={t('tonight.title')} rows={5} columns={4} card={() => TonightCard({ now })} />
            <Card title={t('connections.title')} rows={2} columns={3} card={() => ConnectionCard({ now })} />
          </div>
        </div>
        {isSupport ? needs : null}
        <Card title={t('work.title')} card={() => WorkCard({ now })} />
        <Card title={t('recent.title')} rows={10} columns={4} card={() => RecentCard()} />
      </PageBody>
    </>
  )
}

type CardProps = {
  title: string
  card: () => Promise<ReactNode>
  /** How it will look, so that nothing moves when it arrives; without, it may turn out to be nothing. */
  rows?: number
  columns?: number
}

/** Each card arrives when its own figures have, and fails alone. */
function Card({ title, card, rows, columns }: CardProps) {
  const bones = rows ? (
    <div aria-hidden="true">
      <SectionTitle>{title}</SectionTitle>
      <TableSkeleton rows={rows} columns={columns ?? 3} />
    </div>
  ) : null
  return (
    <Suspense fallback={bones}>
      <Guarded title={title} card={card} />
    </Suspense>
  )
}
