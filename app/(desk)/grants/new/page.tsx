import type { Metadata, Route } from 'next'
import { getTranslations } from 'next-intl/server'
import type { SearchParams } from 'nuqs/server'
import { FilterLink } from '@/components/data-table/filter-link'
import { ClientMessages } from '@/components/shell/client-messages'
import { NoConnection } from '@/components/shell/no-connection'
import { PageBody, PageHead } from '@/components/shell/page-head'
import { ButtonLink } from '@/components/ui/button'
import { Empty } from '@/components/ui/empty'
import { Mono } from '@/components/ui/mono'
import { Notice } from '@/components/ui/notice'
import { can } from '@/lib/auth/permissions'
import { requirePermission } from '@/lib/auth/session'
import { currentConnection, listConnections } from '@/lib/connections/queries'
import { askForSyncIfStale } from '@/lib/dramas/ask-for-sync'
import { listOpenSlips } from '@/lib/grants/open-slips'
import { readSlip } from '@/lib/grants/slips'
import { Composer } from './composer'
import { OpenSlips } from './open-slips'
import { loadComposerSearch } from './search-params'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('grants'))('newGrant') }
}

const MOST_LISTED = 20

export default async function NewGrantPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { user } = await requirePermission('desk.read')
  const t = await getTranslations('grants')
  const tSlip = await getTranslations('composer')
  const search = await loadComposerSearch(searchParams)
  const slip = search.slip ? await readSlip(search.slip) : null
  const connection = await currentConnection('wechat', slip?.connectionId ?? search.connection)
  if (!connection) return <NoConnection of="grants" />
  const trail = [{ label: t('title'), href: '/grants' as Route }, { label: t('compose.title') }]
  if (slip?.operation) {
    return (
      <>
        <PageHead title={tSlip('slip.name', { number: slip.number })} trail={trail} />
        <PageBody>
          <Empty
            icon="receipt"
            title={tSlip('slip.submitted', { number: slip.operation.number })}
            action={
              <ButtonLink href={`/operations/R-${slip.operation.number}` as Route} variant="primary">
                {tSlip('slip.openReceipt', { number: slip.operation.number })}
              </ButtonLink>
            }
          >
            {tSlip('slip.submittedHint')}
          </Empty>
        </PageBody>
      </>
    )
  }
  await askForSyncIfStale(connection)
  const accounts = (await listConnections()).filter((account) => account.kind === 'wechat' && account.isEnabled)
  const mayWrite = can(user.role, 'grant.write')
  const openSlips = mayWrite ? (await listOpenSlips(user.id, MOST_LISTED)).slips : []
  return (
    <ClientMessages namespaces={['grants', 'composer', 'sheets', 'errors']}>
      <PageHead
        title={t('compose.title')}
        trail={trail}
        meta={
          <>
            {t('compose.actsOn', { name: connection.name })} <Mono quiet>{connection.accountId}</Mono>
          </>
        }
        actions={
          <>
            {accounts.length > 1 && !slip
              ? accounts.map(({ id, name }) => (
                  <FilterLink key={id} href={`/grants/new?connection=${id}` as Route} chosen={id === connection.id}>
                    {name}
                  </FilterLink>
                ))
              : null}
            {mayWrite ? (
              <OpenSlips slips={openSlips} currentId={slip?.id ?? null} now={new Date().toISOString()} />
            ) : null}
          </>
        }
      />
      {mayWrite ? null : <Notice className="mx-6 mb-3 max-tablet:mx-4" title={t('compose.readOnly')} />}
      {search.slip && !slip ? (
        <Notice tone="attention" className="mx-6 mb-3 max-tablet:mx-4" title={tSlip('slip.missing')} />
      ) : null}
      <Composer
        key={connection.id}
        connectionId={connection.id}
        slip={slip}
        localKey={`grant-slip:${user.id}`}
        mayWrite={mayWrite}
        now={new Date().toISOString()}
      />
    </ClientMessages>
  )
}
