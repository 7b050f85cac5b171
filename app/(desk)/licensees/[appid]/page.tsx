import type { Metadata, Route } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import type { RawParams } from '@/app/(desk)/audit/search-params'
import { TargetTimeline } from '@/app/(desk)/audit/target-timeline'
import { ClientMessages } from '@/components/shell/client-messages'
import { PageBody, PageHead } from '@/components/shell/page-head'
import { SectionTitle } from '@/components/shell/section-title'
import { Chip } from '@/components/ui/chip'
import { CopyButton } from '@/components/ui/copy-button'
import { Mono } from '@/components/ui/mono'
import { Notice } from '@/components/ui/notice'
import { hasEvents } from '@/lib/audit/queries'
import { can } from '@/lib/auth/permissions'
import { mayRead, requirePermission } from '@/lib/auth/session'
import { currentConnection } from '@/lib/connections/queries'
import { getLastRefusal } from '@/lib/licensees/last-refusal'
import { getLicensee } from '@/lib/licensees/list-licensees'
import { readRights } from '@/lib/licensees/rights'
import { appidPattern } from '@/lib/licensees/schema'
import { AddToSlip } from '../../slip-dock/add-to-slip'
import { AddLicensee } from '../add-licensee'
import { ArchiveButton } from './archive-button'
import { EditButton } from './edit-button'
import { GrantButton } from './grant-button'
import { LicenseeFacts } from './licensee-facts'
import { RefusalSection } from './refusal-section'
import { RightsSection } from './rights-section'

type Props = { params: Promise<{ appid: string }>; searchParams: Promise<RawParams> }

const EVENTS_SHOWN = 15

export async function generateMetadata({ params }: Pick<Props, 'params'>): Promise<Metadata> {
  const { appid } = await params
  const licensee = appidPattern.test(appid) && (await mayRead()) ? await getLicensee(appid) : null
  return { title: licensee?.name ?? appid }
}

/** One mini program: who it is, what it may play until when, what WeChat refused it, and what was done. */
export default async function LicenseePage({ params, searchParams }: Props) {
  const { user } = await requirePermission('desk.read')
  const { appid } = await params
  if (!appidPattern.test(appid)) notFound()
  const t = await getTranslations('licensees')
  const [licensee, rights, refusal, isKnown, connection, address] = await Promise.all([
    getLicensee(appid),
    readRights(appid),
    getLastRefusal(appid),
    hasEvents({ text: appid }),
    currentConnection('wechat'),
    searchParams,
  ])
  const holdsNothing = rights.grantCount === 0 && rights.accountGrants.length === 0
  if (!licensee && holdsNothing && !refusal && !isKnown) notFound()
  const mayWrite = can(user.role, 'grant.write')
  const now = new Date().toISOString()
  const name = licensee?.name ?? appid
  return (
    <ClientMessages namespaces={['licensees', 'rights', 'dock', 'errors']}>
      <PageHead
        title={name}
        ruled
        trail={[{ label: t('title'), href: '/licensees' as Route }, { label: name }]}
        meta={
          <span className="flex flex-wrap items-center gap-2">
            <Mono quiet>{appid}</Mono>
            <CopyButton text={appid} />
            {licensee?.archivedAt ? <Chip tone="orpiment">{t('page.archived')}</Chip> : null}
          </span>
        }
        actions={
          mayWrite ? (
            <>
              {licensee ? <ArchiveButton licensee={licensee} /> : null}
              {licensee ? <EditButton licensee={licensee} /> : <AddLicensee appid={appid} />}
              {connection ? <AddToSlip connectionId={connection.id} choice={{ appids: [appid] }} /> : null}
              {connection ? <GrantButton appid={appid} connectionId={connection.id} /> : null}
            </>
          ) : null
        }
      />
      <PageBody>
        <div className="grid gap-8">
          {licensee ? null : <Notice tone="attention" title={t('page.unlisted')} />}
          {refusal ? <RefusalSection refusal={refusal} /> : null}
          <div className="grid gap-x-10 gap-y-8 desk:grid-cols-[1fr_380px]">
            <div className="grid content-start gap-8">
              {licensee ? <LicenseeFacts licensee={licensee} now={now} /> : null}
              <RightsSection appid={appid} rights={rights} now={now} mayWrite={mayWrite} />
            </div>
            <section>
              <SectionTitle>{t('page.timeline')}</SectionTitle>
              <TargetTimeline
                of={{ licensee: appid }}
                path={`/licensees/${appid}`}
                params={address}
                size={EVENTS_SHOWN}
              />
            </section>
          </div>
        </div>
      </PageBody>
    </ClientMessages>
  )
}
