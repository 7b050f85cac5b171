import type { Metadata, Route } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { ClientMessages } from '@/components/shell/client-messages'
import { PageBody, PageHead } from '@/components/shell/page-head'
import { ButtonLink } from '@/components/ui/button'
import { Empty } from '@/components/ui/empty'
import { can } from '@/lib/auth/permissions'
import { requirePermission } from '@/lib/auth/session'
import { loadRetry } from './load-retry'
import { PlanTable } from './plan-table'
import { RetryCauses } from './retry-causes'
import { RetrySlip } from './retry-slip'
import { loadRetrySearch } from './search-params'

type RetryProps = {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata({ params }: RetryProps): Promise<Metadata> {
  const { id } = await params
  const title = (await getTranslations('receipt.retry'))('title')
  return { title: /^R-\d+$/i.test(id) ? `${id.toUpperCase()} ${title}` : title }
}

/** What trying the failed items again would send. Looking at it sends nothing. */
export default async function RetryPage({ params, searchParams }: RetryProps) {
  const { user } = await requirePermission('desk.read')
  const search = await loadRetrySearch(searchParams)
  const retry = await loadRetry((await params).id, search)
  if (!retry) notFound()
  const t = await getTranslations('receipt.retry')
  const { operation, causes, chosen, outcome, running } = retry
  const reference = `R-${operation.number}`
  const receiptHref = `/operations/${reference}` as Route
  const { action } = operation
  return (
    <ClientMessages namespaces={['receipt', 'errors']}>
      <PageHead
        title={t('title')}
        meta={t('of', { reference })}
        trail={[
          { label: t('receipts'), href: '/operations' as Route },
          { label: reference, href: receiptHref, mono: true },
          { label: t('title') },
        ]}
      />
      <PageBody>
        {causes.length === 0 ? (
          <Empty
            icon="check"
            title={t(operation.state === 'done' ? 'nothing.title' : 'nothing.running')}
            action={<ButtonLink href={receiptHref}>{t('nothing.back')}</ButtonLink>}
          >
            {t('nothing.text')}
          </Empty>
        ) : (
          <div className="grid grid-cols-[minmax(0,1fr)_320px] gap-x-8 gap-y-6 max-desk:grid-cols-1">
            <div className="min-w-0">
              <RetryCauses causes={causes} chosen={chosen} path={`${receiptHref}/retry`} />
              {outcome.plan ? <PlanTable plan={outcome.plan} action={action} total={retry.chosenCount} /> : null}
            </div>
            <RetrySlip
              key={outcome.plan?.planKey ?? 'none'}
              operationId={operation.id}
              causes={chosen}
              plan={outcome.plan}
              planRefusal={outcome.refusal}
              reason={operation.reason}
              running={running}
              mayWrite={can(user.role, 'grant.write')}
              isGrant={action === 'drama.grant'}
            />
          </div>
        )}
      </PageBody>
    </ClientMessages>
  )
}
