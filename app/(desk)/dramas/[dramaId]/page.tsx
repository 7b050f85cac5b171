import type { Metadata, Route } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import type { RawParams } from '@/app/(desk)/audit/search-params'
import { TargetTimeline } from '@/app/(desk)/audit/target-timeline'
import { DramaCover } from '@/components/drama/drama-cover'
import { ClientMessages } from '@/components/shell/client-messages'
import { PageBody, PageHead } from '@/components/shell/page-head'
import { SectionTitle } from '@/components/shell/section-title'
import { CopyButton } from '@/components/ui/copy-button'
import { Mono } from '@/components/ui/mono'
import { can } from '@/lib/auth/permissions'
import { mayRead, requirePermission } from '@/lib/auth/session'
import { getConnection } from '@/lib/connections/queries'
import { askForSyncIfStale } from '@/lib/dramas/ask-for-sync'
import { getDramaFacts, listAccountHolders, listHolders } from '@/lib/dramas/describe-drama'
import { dramaIdPattern } from '@/lib/dramas/schema'
import { AccountHolders } from './account-holders'
import { DramaActions } from './drama-actions'
import { DramaFactsList } from './drama-facts-list'
import { DramaVerdict } from './drama-verdict'
import { Holders } from './holders'

type Props = { params: Promise<{ dramaId: string }>; searchParams: Promise<RawParams> }

const EVENTS_SHOWN = 15

async function findDrama({ params, searchParams }: Props) {
  const { dramaId } = await params
  const { connection } = await searchParams
  if (!dramaIdPattern.test(dramaId)) return null
  return getDramaFacts(dramaId, typeof connection === 'string' ? connection : null)
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const drama = (await mayRead()) ? await findDrama(props) : null
  return { title: drama?.name ?? (await getTranslations('dramas'))('title') }
}

/** One drama: whether it may be granted and why not, who may play it until when, and what was done. */
export default async function DramaPage(props: Props) {
  const { user } = await requirePermission('desk.read')
  const drama = await findDrama(props)
  if (!drama) notFound()
  const t = await getTranslations('dramas')
  const { connectionId, dramaId, name } = drama
  const [connection, held, accounts, params] = await Promise.all([
    getConnection(connectionId),
    listHolders(connectionId, dramaId),
    listAccountHolders(connectionId),
    props.searchParams,
  ])
  if (connection) await askForSyncIfStale(connection)
  const now = new Date().toISOString()
  return (
    <ClientMessages namespaces={['dramas', 'rights', 'dock', 'errors']}>
      <PageHead
        title={name}
        ruled
        trail={[{ label: t('title'), href: `/dramas?connection=${connectionId}` as Route }, { label: name }]}
        meta={
          <span className="flex flex-wrap items-center gap-2">
            <Mono quiet>{dramaId}</Mono>
            <CopyButton text={dramaId} />
          </span>
        }
        actions={
          can(user.role, 'grant.write') ? (
            <DramaActions drama={drama} hasHolders={held.count > 0} />
          ) : (
            <span className="text-12 text-ink-3">{t('select.readOnly')}</span>
          )
        }
      />
      <PageBody>
        <div className="grid gap-x-10 gap-y-8 desk:grid-cols-[1fr_380px]">
          <div className="grid min-w-0 content-start gap-8">
            <div className="flex items-start gap-4">
              <DramaCover dramaId={dramaId} name={name} size="l" />
              <DramaVerdict drama={drama} />
            </div>
            <Holders drama={drama} held={held} now={now} accountHolders={accounts.length} />
            <AccountHolders holders={accounts} drama={drama} now={now} />
          </div>
          <div className="grid content-start gap-8">
            <DramaFactsList drama={drama} connectionName={connection?.name ?? ''} now={now} />
            <section>
              <SectionTitle>{t('page.timeline')}</SectionTitle>
              <TargetTimeline
                of={{ drama: dramaId }}
                path={`/dramas/${dramaId}`}
                params={params}
                keep={{ connection: connectionId }}
                size={EVENTS_SHOWN}
              />
            </section>
          </div>
        </div>
      </PageBody>
    </ClientMessages>
  )
}
