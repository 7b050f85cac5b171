import type { Metadata, Route } from 'next'
import { getTranslations } from 'next-intl/server'
import type { SearchParams } from 'nuqs/server'
import { ClientMessages } from '@/components/shell/client-messages'
import { NoConnection } from '@/components/shell/no-connection'
import { PageBody, PageHead } from '@/components/shell/page-head'
import { ButtonLink } from '@/components/ui/button'
import { Empty } from '@/components/ui/empty'
import { Mono } from '@/components/ui/mono'
import { can } from '@/lib/auth/permissions'
import { requirePermission } from '@/lib/auth/session'
import { currentConnection } from '@/lib/connections/queries'
import { formatCount } from '@/lib/format'
import { planRevoke } from '@/lib/grants/plan-revoke'
import { previewRights } from '@/lib/grants/preview-rights'
import { PREVIEW_AGE_MS } from '@/lib/grants/rights-submit'
import { MOST_SELECTED } from '@/lib/grants/selection-schema'
import { RightsForm } from '../rights-form'
import { RightsPreview } from '../rights-preview'
import { RightsUnread } from '../rights-unread'
import { loadSelectionSearch, toSelection, writeSelectionSearch } from '../search-params'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('rights.revoke'))('title') }
}

export default async function RevokePage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { user } = await requirePermission('desk.read')
  const t = await getTranslations('rights.revoke')
  const tGrants = await getTranslations('grants')
  const tRights = await getTranslations('rights')
  const search = await loadSelectionSearch(searchParams)
  const connection = await currentConnection('wechat', search.connection)
  if (!connection) return <NoConnection of="grants" />
  const selection = toSelection(search)
  const preview = selection
    ? await previewRights(() => planRevoke({ connectionId: connection.id, selection }, PREVIEW_AGE_MS))
    : null
  const cells = preview?.ok ? preview.plan.licensees.reduce((sum, licensee) => sum + licensee.cells.length, 0) : 0
  const toList = <ButtonLink href={'/grants' as Route}>{t('toList')}</ButtonLink>
  return (
    <ClientMessages namespaces={['grants', 'rights', 'errors']}>
      <PageHead
        title={t('title')}
        trail={[{ label: tGrants('title'), href: '/grants' as Route }, { label: t('title') }]}
        meta={
          <>
            {tRights('actsOn', { name: connection.name })} <Mono quiet>{connection.accountId}</Mono>
          </>
        }
      />
      {preview && !preview.ok ? (
        <PageBody>
          <RightsUnread
            title={t('unread')}
            refusal={preview}
            retryHref={writeSelectionSearch('/grants/revoke', search) as Route}
          />
        </PageBody>
      ) : selection && preview && cells > 0 && cells <= MOST_SELECTED ? (
        <RightsPreview lede={t('lede')} plan={preview.plan} isReplacing={false}>
          <RightsForm
            work={{ kind: 'revoke', connectionId: connection.id, selection, loses: preview.plan.counts.loses }}
            toSend={preview.plan.toSend}
            planKey={preview.plan.planKey}
            mayWrite={can(user.role, 'grant.write')}
          />
        </RightsPreview>
      ) : (
        <PageBody>
          {cells > MOST_SELECTED ? (
            <Empty icon="grant" title={t('tooMany')} action={toList}>
              {t('tooManyHint', { most: formatCount(MOST_SELECTED) })}
            </Empty>
          ) : (
            <Empty icon="grant" title={t('nothing')} action={toList}>
              {t('nothingHint')}
            </Empty>
          )}
        </PageBody>
      )}
    </ClientMessages>
  )
}
