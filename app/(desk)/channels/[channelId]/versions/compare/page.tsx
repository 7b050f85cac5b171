import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { FilterBar } from '@/components/data-table/filter-bar'
import { FilterLink } from '@/components/data-table/filter-link'
import { ClientMessages } from '@/components/shell/client-messages'
import { PageBody } from '@/components/shell/page-head'
import { ButtonLink } from '@/components/ui/button'
import { can } from '@/lib/auth/permissions'
import { readComparison } from '@/lib/channels/list-versions'
import { differNotices } from '@/lib/channels/notice-difference'
import { latestNumber } from '@/lib/channels/versions'
import { versionNumberSchema } from '@/lib/channels/versions-input-schema'
import { formatDateTime } from '@/lib/format'
import { MissingChannel } from '../../read-failures'
import { openScope, type RouteParams } from '../open-scope'
import { ScopeHead } from '../scope-head'
import { compareHref, restoreHref } from '../version-hrefs'
import { Comparison } from './comparison'

type Props = { params: Promise<{ channelId: string }>; searchParams: Promise<RouteParams> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations('versions.compare')
  return { title: `${(await params).channelId} ${t('title')}` }
}

/** Two versions side by side, at an address that stays. */
export default async function ComparePage({ params, searchParams }: Props) {
  const search = await searchParams
  const scope = await openScope((await params).channelId, search)
  if (!scope) return <MissingChannel account="—" />
  const { channelId, connection, user, isDefault } = scope
  const from = versionNumberSchema.safeParse(search.from).data
  const to = versionNumberSchema.safeParse(search.to).data
  if (from === undefined || to === undefined) notFound()
  const found = await readComparison(connection.id, channelId, from, to)
  if (!found) notFound()
  const t = await getTranslations('versions')
  const showsAll = search.show === 'all'
  const latest = await latestNumber(connection.id, channelId)
  const mayRestore = can(user.role, isDefault ? 'default.write' : 'channel.write')
  const notices = Object.fromEntries(
    found.fields.flatMap((field) => {
      if (field.path !== 'privacy.content' || field.before.kind === 'unset' || field.after.kind === 'unset') return []
      const texts = [field.before, field.after].map((value) => (value.kind === 'text' ? value.text : ''))
      return [[String(field.rank), differNotices(texts[0] ?? '', texts[1] ?? '')]]
    }),
  )
  const side = ({ number, source, createdAt }: typeof found.from) => (
    <div>
      <p className="text-16 font-medium">{t('number', { number })}</p>
      <p className="text-12 text-ink-3">
        {t(`source.${source}`)} <time dateTime={createdAt}>{formatDateTime(createdAt)}</time>
      </p>
      {mayRestore && number !== latest ? (
        <p className="mt-1.5">
          <ButtonLink size="sm" href={restoreHref(channelId, connection.id, number)} prefetch={false}>
            {t('compare.restore', { number })}
          </ButtonLink>
        </p>
      ) : null}
    </div>
  )
  return (
    <ClientMessages namespaces={['channels', 'versions', 'errors']}>
      <div className={scope.isDefault ? 'account-edge' : ''}>
        <ScopeHead
          scope={scope}
          page={t('compare.heading', { from, to })}
          actions={
            <ButtonLink href={compareHref(channelId, connection.id, to, from, showsAll)}>
              {t('compare.swap')}
            </ButtonLink>
          }
        />
        <PageBody className="grid gap-4">
          <FilterBar filters={[]} clearHref={compareHref(channelId, connection.id, from, to)}>
            <FilterLink href={compareHref(channelId, connection.id, from, to)} chosen={!showsAll}>
              {t('compare.changed')}
            </FilterLink>
            <FilterLink href={compareHref(channelId, connection.id, from, to, true)} chosen={showsAll}>
              {t('compare.all')}
            </FilterLink>
          </FilterBar>
          <div className="grid max-w-4xl grid-cols-2 gap-6 max-tablet:gap-3">
            {side(found.from)}
            {side(found.to)}
          </div>
          <Comparison fields={found.fields} notices={notices} showsAll={showsAll} />
          <p className="text-12 text-ink-3">{t('compare.secrets')}</p>
        </PageBody>
      </div>
    </ClientMessages>
  )
}
