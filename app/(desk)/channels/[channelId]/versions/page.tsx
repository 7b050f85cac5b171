import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { FilterBar } from '@/components/data-table/filter-bar'
import { FilterLink } from '@/components/data-table/filter-link'
import { ClientMessages } from '@/components/shell/client-messages'
import { PageBody } from '@/components/shell/page-head'
import { ButtonLink } from '@/components/ui/button'
import { Empty } from '@/components/ui/empty'
import { Pagination } from '@/components/ui/pagination'
import { can } from '@/lib/auth/permissions'
import { listVersions } from '@/lib/channels/list-versions'
import { versionNumberSchema } from '@/lib/channels/versions-input-schema'
import { versionSources } from '@/lib/channels/versions-schema'
import { MissingChannel } from '../read-failures'
import { openScope, type RouteParams } from './open-scope'
import { ScopeHead } from './scope-head'
import { versionsHref } from './version-hrefs'
import { VersionList } from './version-list'

type Props = { params: Promise<{ channelId: string }>; searchParams: Promise<RouteParams> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations('versions')
  return { title: `${(await params).channelId} ${t('title')}` }
}

export default async function VersionsPage({ params, searchParams }: Props) {
  const search = await searchParams
  const scope = await openScope((await params).channelId, search)
  if (!scope) return <MissingChannel account="—" />
  const { channelId, connection, user, isDefault } = scope
  const t = await getTranslations('versions')
  const source = versionSources.find((known) => known === search.source) ?? null
  const before = versionNumberSchema.safeParse(search.before).data ?? null
  const page = await listVersions(connection.id, channelId, { source, before })
  const to = (change: { source?: string | null; before?: number | null }) =>
    versionsHref(channelId, { connection: connection.id, source, ...change })
  return (
    <ClientMessages namespaces={['channels', 'versions', 'merge', 'errors']}>
      <div className={scope.isDefault ? 'account-edge' : ''}>
        <ScopeHead scope={scope} />
        <PageBody className="grid gap-3">
          <p className="max-w-prose text-ink-2">{t(isDefault ? 'ledeDefault' : 'lede')}</p>
          <FilterBar filters={[]} clearHref={to({ source: null })}>
            <span className="text-12 text-ink-3">{t('source.label')}</span>
            <FilterLink href={to({ source: null })} chosen={source === null}>
              {t('source.all')}
            </FilterLink>
            {versionSources.map((one) => (
              <FilterLink key={one} href={to({ source: one })} chosen={source === one}>
                {t(`source.${one}`)}
              </FilterLink>
            ))}
          </FilterBar>
          {page.rows.length > 0 ? (
            <VersionList
              key={`${source}:${before}`}
              channelId={channelId}
              connectionId={connection.id}
              page={page}
              mayWrite={can(user.role, isDefault ? 'default.write' : 'channel.write')}
              now={new Date().toISOString()}
            />
          ) : (
            <Empty
              icon="clock"
              title={t(source ? 'empty.filtered' : 'empty.title')}
              action={source ? <ButtonLink href={to({ source: null })}>{t('empty.clear')}</ButtonLink> : undefined}
            >
              {source ? null : t('empty.text')}
            </Empty>
          )}
          <Pagination
            previousHref={before ? to({ before: null }) : undefined}
            nextHref={page.next ? to({ before: page.next }) : undefined}
          />
        </PageBody>
      </div>
    </ClientMessages>
  )
}
