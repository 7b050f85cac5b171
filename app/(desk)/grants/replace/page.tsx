import type { Metadata, Route } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { ClientMessages } from '@/components/shell/client-messages'
import { PageBody, PageHead } from '@/components/shell/page-head'
import { ButtonLink } from '@/components/ui/button'
import { Empty } from '@/components/ui/empty'
import { Notice } from '@/components/ui/notice'
import { can } from '@/lib/auth/permissions'
import { requirePermission } from '@/lib/auth/session'
import { formatDateTime, formatDuration } from '@/lib/format'
import { LONGEST_GAP_MINUTES, planReplace } from '@/lib/grants/plan-replace'
import { previewRights } from '@/lib/grants/preview-rights'
import { PREVIEW_AGE_MS } from '@/lib/grants/rights-submit'
import { getOperation } from '@/lib/operations/queries'
import { RightsForm } from '../rights-form'
import { RightsPreview } from '../rights-preview'
import { RightsUnread } from '../rights-unread'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('rights.replace'))('title') }
}

type Search = Promise<{ operation?: string | string[] }>

export default async function ReplacePage({ searchParams }: { searchParams: Search }) {
  const { user } = await requirePermission('desk.read')
  const t = await getTranslations('rights.replace')
  const tGrants = await getTranslations('grants')
  const locale = await getLocale()
  const { operation: asked } = await searchParams
  const operation = await getOperation(typeof asked === 'string' ? asked : '')
  const preview = operation ? await previewRights(() => planReplace(operation.id, PREVIEW_AGE_MS)) : null
  const plan = preview?.ok ? preview.plan : null
  const receiptHref = (operation ? `/operations/R-${operation.number}` : '/operations') as Route
  const gap = formatDuration(plan?.gapMs ?? 0, locale)
  return (
    <ClientMessages namespaces={['grants', 'rights', 'errors']}>
      <PageHead
        title={t('title')}
        trail={[{ label: tGrants('title'), href: '/grants' as Route }, { label: t('title') }]}
        meta={
          operation ? (
            <ButtonLink href={receiptHref} variant="ghost" size="sm">
              {t('from', { number: `R-${operation.number}` })}
            </ButtonLink>
          ) : null
        }
      />
      {preview && !preview.ok ? (
        <PageBody>
          <RightsUnread
            title={t('unread')}
            refusal={preview}
            retryHref={`/grants/replace?operation=${operation?.id}` as Route}
          />
        </PageBody>
      ) : plan ? (
        <RightsPreview
          lede={t('lede')}
          plan={plan}
          isReplacing
          notes={
            <div className="mb-5 grid gap-3">
              <p>
                {t('until')}{' '}
                <b className="font-serif text-16">
                  {plan.expiresAt === 0 ? tGrants('list.permanent') : formatDateTime(plan.expiresAt * 1000)}
                </b>
              </p>
              <Notice tone="attention" title={t('gap')}>
                <p>{t('gapText', { gap, minutes: String(LONGEST_GAP_MINUTES) })}</p>
                <p>{t('steps')}</p>
              </Notice>
            </div>
          }
        >
          <RightsForm
            work={{ kind: 'replace', operationId: plan.operation.id, gap }}
            toSend={plan.toSend}
            planKey={plan.planKey}
            mayWrite={can(user.role, 'grant.write')}
          />
        </RightsPreview>
      ) : (
        <PageBody>
          <Empty
            icon="grant"
            title={t('nothing')}
            action={<ButtonLink href={receiptHref}>{t('toReceipt')}</ButtonLink>}
          >
            {t('nothingHint')}
          </Empty>
        </PageBody>
      )}
    </ClientMessages>
  )
}
