import type { Metadata, Route } from 'next'
import { getTranslations } from 'next-intl/server'
import type { SearchParams } from 'nuqs/server'
import { NoConnection } from '@/components/shell/no-connection'
import { can } from '@/lib/auth/permissions'
import { requirePermission } from '@/lib/auth/session'
import { currentConnection } from '@/lib/connections/queries'
import { planAccount } from '@/lib/grants/plan-account'
import { previewRights } from '@/lib/grants/preview-rights'
import { PREVIEW_AGE_MS } from '@/lib/grants/rights-submit'
import { searchLicensees } from '@/lib/licensees/queries'
import { appidPattern } from '@/lib/licensees/schema'
import { RightsUnread } from '../../rights-unread'
import { AccountPage } from '../account-page'
import { loadAccountSearch, writeAccountSearch } from '../search-params'
import { AccountGrantForm } from './account-grant-form'
import { AccountImpact } from './account-impact'
import { LicenseeChoice } from './licensee-choice'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('rights.accounts'))('new') }
}

export default async function NewAccountGrantPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { user } = await requirePermission('desk.read')
  const t = await getTranslations('rights')
  const search = await loadAccountSearch(searchParams)
  const connection = await currentConnection('wechat', search.connection)
  if (!connection) return <NoConnection of="grants" />
  const appid = search.appid && appidPattern.test(search.appid) ? search.appid : null
  const q = search.q.trim().slice(0, 100)
  const preview = appid
    ? await previewRights(() => planAccount({ connectionId: connection.id, appid }, PREVIEW_AGE_MS))
    : null
  const to = (change: { appid?: string | null; q?: string }) =>
    writeAccountSearch('/grants/accounts/new', { connection: connection.id, ...change }) as Route
  return (
    <AccountPage title={t('accounts.new')} lede={t('accountGrant.lede')} connection={connection}>
      {!appid || !preview ? (
        <LicenseeChoice
          q={q}
          connectionId={connection.id}
          licensees={(await searchLicensees(connection.id, q)).slice(0, 60)}
          hrefOf={(chosen) => to({ appid: chosen })}
        />
      ) : preview.ok ? (
        <div className="grid gap-x-10 gap-y-6 desk:grid-cols-2">
          <AccountImpact plan={preview.plan} changeHref={to({})} />
          <AccountGrantForm
            connectionId={connection.id}
            plan={preview.plan}
            now={new Date().toISOString()}
            mayWrite={can(user.role, 'account_grant.write')}
          />
        </div>
      ) : (
        <RightsUnread title={t('accountGrant.unread')} refusal={preview} retryHref={to({ appid })} />
      )}
    </AccountPage>
  )
}
