import type { Route } from 'next'
import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { type Column, DataTable } from '@/components/data-table/data-table'
import { ExpiryRibbon } from '@/components/operation/expiry-ribbon'
import { SectionTitle } from '@/components/shell/section-title'
import { Empty } from '@/components/ui/empty'
import { Mono } from '@/components/ui/mono'
import { Notice } from '@/components/ui/notice'
import { State } from '@/components/ui/state'
import { formatCount, formatDateTime, joinNames } from '@/lib/format'
import type { HeldAccountGrant, HeldGrant, LicenseeRights } from '@/lib/licensees/rights'
import { RightsActions } from './rights-actions'

type Props = { appid: string; rights: LicenseeRights; now: string; mayWrite: boolean }

/** What it may play: through whole accounts, and drama by drama. The two are told apart, because ending one leaves the other. */
export function RightsSection({ appid, rights, now, mayWrite }: Props) {
  const t = useTranslations('licensees.held')
  const locale = useLocale()
  const running = rights.accountGrants.filter((grant) => !hasLapsed(grant, now))
  return (
    <section>
      <SectionTitle
        note={t('figures', { accounts: rights.accountGrants.length, dramas: formatCount(rights.grantCount) })}
        actions={
          rights.grantCount > 0 ? (
            <Link href={`/grants?appid=${appid}&sort=expiry` as Route} className="link text-12" prefetch={false}>
              {t('all')}
            </Link>
          ) : null
        }
      >
        {t('title')}
      </SectionTitle>
      {running.length > 0 && rights.grantCount > 0 ? (
        <Notice
          className="my-2"
          title={t('covered', {
            names: joinNames(
              running.map((grant) => grant.connectionName),
              locale,
            ),
          })}
        />
      ) : null}
      {rights.accountGrants.map((grant) => (
        <AccountGrant key={grant.connectionId} grant={grant} now={now} />
      ))}
      <DataTable
        label={t('dramas')}
        columns={useColumns(appid, now)}
        rows={rights.grants}
        rowKey={(row) => `${row.connectionId}:${row.dramaId}`}
        empty={rights.accountGrants.length > 0 ? null : <Empty icon="grant" title={t('none')} />}
      />
      {mayWrite ? <RightsActions appid={appid} rights={rights} /> : null}
      {rights.grantCount > rights.grants.length ? (
        <p className="py-2 text-12 text-ink-3">
          {t('more', { count: formatCount(rights.grantCount - rights.grants.length) })}
        </p>
      ) : null}
    </section>
  )
}

const hasLapsed = ({ expiresAt }: HeldAccountGrant, now: string) => expiresAt !== null && expiresAt <= now

function AccountGrant({ grant, now }: { grant: HeldAccountGrant; now: string }) {
  const t = useTranslations('licensees.held')
  return (
    <div className="border-b border-line-soft py-3">
      <p className="flex flex-wrap items-baseline gap-x-3">
        <span className="font-medium">{t('account', { name: grant.connectionName })}</span>
        <Until expiresAt={grant.expiresAt} now={now} />
        <span className="ml-auto text-12 text-ink-3">{t('readAt', { time: formatDateTime(grant.readAt) })}</span>
      </p>
      {hasLapsed(grant, now) ? null : (
        <div className="mt-7 mb-5">
          <ExpiryRibbon now={now} expiresAt={grant.expiresAt} />
        </div>
      )}
    </div>
  )
}

function useColumns(appid: string, now: string): Column<HeldGrant>[] {
  const t = useTranslations('licensees.held')
  const tDrama = useTranslations('dramas.page')
  return [
    {
      key: 'drama',
      head: t('drama'),
      wrap: true,
      cell: (row) => (
        <>
          <Link
            href={`/dramas/${row.dramaId}?connection=${row.connectionId}` as Route}
            className="font-medium text-ink"
            prefetch={false}
          >
            {row.dramaName}
          </Link>{' '}
          <Mono quiet>{row.dramaId}</Mono>
        </>
      ),
    },
    { key: 'until', head: t('until'), wrap: true, cell: (row) => <Until expiresAt={row.expiresAt} now={now} /> },
    {
      key: 'granted',
      head: t('granted'),
      wideOnly: true,
      cell: (row) => <span className="text-ink-3">{row.grantedAt ? formatDateTime(row.grantedAt) : '—'}</span>,
    },
    { key: 'from', head: t('from'), wideOnly: true, cell: (row) => row.connectionName },
    {
      key: 'diagnose',
      head: <span className="sr-only">{tDrama('diagnose')}</span>,
      cell: (row) => (
        <Link
          href={`/diagnose?appid=${appid}&drama=${row.dramaId}&connection=${row.connectionId}` as Route}
          className="link"
          prefetch={false}
          aria-label={tDrama('diagnoseFor', { name: row.dramaName })}
        >
          {tDrama('diagnose')}
        </Link>
      ),
    },
  ]
}

const DAY_MS = 86_400_000
const SOON_DAYS = 30

function Until({ expiresAt, now }: { expiresAt: string | null; now: string }) {
  const t = useTranslations('licensees.held')
  if (expiresAt === null) return <span>{t('permanent')}</span>
  const days = Math.floor((Date.parse(expiresAt) - Date.parse(now)) / DAY_MS)
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2">
      <span>{formatDateTime(expiresAt)}</span>
      {days < 0 ? (
        <State name="failed">{t('lapsed')}</State>
      ) : days <= SOON_DAYS ? (
        <State name="warning">{t('left', { days })}</State>
      ) : null}
    </span>
  )
}
