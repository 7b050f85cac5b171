import type { Metadata, Route } from 'next'
import { getTranslations } from 'next-intl/server'
import type { SearchParams } from 'nuqs/server'
import { NoConnection } from '@/components/shell/no-connection'
import { ButtonLink } from '@/components/ui/button'
import { Empty } from '@/components/ui/empty'
import { Mono } from '@/components/ui/mono'
import { State } from '@/components/ui/state'
import { can } from '@/lib/auth/permissions'
import { requirePermission } from '@/lib/auth/session'
import { currentConnection } from '@/lib/connections/queries'
import { formatCount, formatDateTime } from '@/lib/format'
import type { AccountPlan } from '@/lib/grants/account-plan-schema'
import { planAccount } from '@/lib/grants/plan-account'
import { previewRights } from '@/lib/grants/preview-rights'
import { PREVIEW_AGE_MS } from '@/lib/grants/rights-submit'
import { appidPattern } from '@/lib/licensees/schema'
import { RightsUnread } from '../../rights-unread'
import { AccountPage } from '../account-page'
import { loadAccountSearch, writeAccountSearch } from '../search-params'
import { AccountRevokeForm } from './account-revoke-form'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('rights.accountRevoke'))('title') }
}

export default async function RevokeAccountPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { user } = await requirePermission('desk.read')
  const t = await getTranslations('rights')
  const search = await loadAccountSearch(searchParams)
  const connection = await currentConnection('wechat', search.connection)
  if (!connection) return <NoConnection of="grants" />
  const appid = search.appid && appidPattern.test(search.appid) ? search.appid : null
  const preview = appid
    ? await previewRights(() => planAccount({ connectionId: connection.id, appid }, PREVIEW_AGE_MS))
    : null
  const plan = preview?.ok && preview.plan.held !== null ? preview.plan : null
  return (
    <AccountPage title={t('accountRevoke.title')} lede={t('accountRevoke.lede')} connection={connection}>
      {preview && !preview.ok ? (
        <RightsUnread
          title={t('revoke.unread')}
          refusal={preview}
          retryHref={writeAccountSearch('/grants/accounts/revoke', { connection: connection.id, appid }) as Route}
        />
      ) : plan ? (
        <div className="grid gap-x-10 gap-y-6 desk:grid-cols-2">
          <Impact plan={plan} />
          <AccountRevokeForm
            connectionId={connection.id}
            plan={plan}
            mayWrite={can(user.role, 'account_grant.write')}
          />
        </div>
      ) : (
        <Empty
          icon="grant"
          title={t('accountRevoke.notHeld')}
          action={<ButtonLink href={'/grants/accounts' as Route}>{t('accountRevoke.toList')}</ButtonLink>}
        >
          {t('accountRevoke.notHeldHint')}
        </Empty>
      )}
    </AccountPage>
  )
}

async function Impact({ plan }: { plan: AccountPlan }) {
  const t = await getTranslations('rights.accountRevoke')
  const { licensee, held, onlyByAccount, dramaGrants } = plan
  return (
    <section aria-label={t('who')}>
      <h2 className="font-serif text-20 font-semibold">{licensee.name}</h2>
      <p className="mb-3">
        <Mono quiet>{licensee.appid}</Mono>
      </p>
      <dl className="border-t border-ink [&>div]:flex [&>div]:flex-wrap [&>div]:items-baseline [&>div]:gap-x-3 [&>div]:border-b [&>div]:border-line-soft [&>div]:py-2 [&_dd]:ml-auto [&_dd]:font-semibold">
        <div>
          <dt>{t('held')}</dt>
          <dd>{held ? formatDateTime(held * 1000) : t('permanent')}</dd>
        </div>
        <div>
          <dt>
            <State name="failed">{t('loses')}</State>
            <span className="ml-2 text-12 text-ink-3">{t('losesNote')}</span>
          </dt>
          <dd>{formatCount(onlyByAccount)}</dd>
        </div>
        <div>
          <dt>
            <State name="verified">{t('keeps')}</State>
            <span className="ml-2 text-12 text-ink-3">{t('keepsNote')}</span>
          </dt>
          <dd>{formatCount(dramaGrants)}</dd>
        </div>
      </dl>
    </section>
  )
}
