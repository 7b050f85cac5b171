import type { Route } from 'next'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { type Column, DataTable } from '@/components/data-table/data-table'
import { ReceiptLink } from '@/components/operation/receipt-link'
import { SectionTitle } from '@/components/shell/section-title'
import { Empty } from '@/components/ui/empty'
import { Mono } from '@/components/ui/mono'
import type { DramaFacts, DramaHolders, Holder } from '@/lib/dramas/describe-drama'
import { formatCount, formatDate } from '@/lib/format'
import { diagnoseHref } from '../../diagnose/search-params'
import { ExpiryBar } from './expiry-bar'
import { Until } from './until'

type HoldersProps = { drama: DramaFacts; held: DramaHolders; now: string; accountHolders: number }

/** Who may play it by a grant of its own. Those who hold the whole account stand apart: ending one leaves the other. */
export function Holders({ drama, held, now, accountHolders }: HoldersProps) {
  const t = useTranslations('dramas.page')
  const until = held.holders.reduce(
    (last, holder) => (holder.expiresAt && holder.expiresAt > last ? holder.expiresAt : last),
    now,
  )
  const columns: Column<Holder>[] = [
    { key: 'licensee', head: t('licensee'), wrap: true, cell: (row) => <LicenseeName holder={row} /> },
    {
      key: 'until',
      head: t('until'),
      width: '38%',
      wrap: true,
      cell: (row) => (
        <span className="grid gap-1.5">
          <Until expiresAt={row.expiresAt} now={now} />
          {row.expiresAt !== null && row.expiresAt <= now ? null : (
            <ExpiryBar now={now} until={until} expiresAt={row.expiresAt} />
          )}
        </span>
      ),
    },
    {
      key: 'granted',
      head: t('granted'),
      width: '18%',
      wideOnly: true,
      cell: (row) => (
        <span className="text-ink-3">
          {row.grantedAt ? formatDate(row.grantedAt) : '—'}{' '}
          {row.operationNumber === null ? null : <ReceiptLink number={row.operationNumber} />}
        </span>
      ),
    },
    {
      key: 'diagnose',
      head: <span className="sr-only">{t('diagnose')}</span>,
      width: '76px',
      cell: (row) => (
        <Link
          href={diagnoseHref({ appid: row.appid, drama: drama.dramaId, connection: drama.connectionId })}
          className="link"
          prefetch={false}
          aria-label={t('diagnoseFor', { name: row.name ?? row.appid })}
        >
          {t('diagnose')}
        </Link>
      ),
    },
  ]
  return (
    <section>
      <SectionTitle
        figure={formatCount(held.live)}
        note={held.count > held.live ? t('lapsedToo', { count: held.count - held.live }) : undefined}
        actions={
          held.count > 0 ? (
            <Link
              href={`/grants?drama=${drama.dramaId}&connection=${drama.connectionId}&sort=expiry` as Route}
              className="link text-12"
              prefetch={false}
            >
              {t('allGrants')}
            </Link>
          ) : null
        }
      >
        {t('holders')}
      </SectionTitle>
      <DataTable
        label={t('holders')}
        columns={columns}
        rows={held.holders}
        rowKey={(row) => row.appid}
        row="l"
        empty={
          <Empty icon="licensee" title={t('noHolders')}>
            {accountHolders > 0 ? t('onlyAccounts', { count: accountHolders }) : t('noHoldersHint')}
          </Empty>
        }
      />
      {held.count > held.holders.length ? (
        <p className="py-2 text-12 text-ink-3">
          {t('moreHolders', { count: formatCount(held.count - held.holders.length) })}
        </p>
      ) : null}
    </section>
  )
}

export function LicenseeName({ holder }: { holder: Pick<Holder, 'appid' | 'name'> }) {
  return (
    <>
      <Link href={`/licensees/${holder.appid}` as Route} className="font-medium text-ink" prefetch={false}>
        {holder.name ?? <Mono>{holder.appid}</Mono>}
      </Link>
      {holder.name === null ? null : (
        <Mono quiet className="block text-12">
          {holder.appid}
        </Mono>
      )}
    </>
  )
}
