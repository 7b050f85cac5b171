import { useTranslations } from 'next-intl'
import { type Column, DataTable } from '@/components/data-table/data-table'
import { SectionTitle } from '@/components/shell/section-title'
import type { DramaFacts, Holder } from '@/lib/dramas/describe-drama'
import { obstacleOf } from '@/lib/dramas/schema'
import { formatCount } from '@/lib/format'
import { LicenseeName } from './holders'
import { Until } from './until'

type AccountHolder = Omit<Holder, 'operationNumber'>
type Props = { holders: readonly AccountHolder[]; drama: DramaFacts; now: string }

/** Who may play it because the whole account is theirs: no grant of this drama, and nothing here to revoke. */
export function AccountHolders({ holders, drama, now }: Props) {
  const t = useTranslations('dramas.page')
  if (holders.length === 0) return null
  const columns: Column<AccountHolder>[] = [
    { key: 'licensee', head: t('licensee'), wrap: true, cell: (row) => <LicenseeName holder={row} /> },
    {
      key: 'until',
      head: t('until'),
      width: '50%',
      wrap: true,
      cell: (row) => <Until expiresAt={row.expiresAt} now={now} />,
    },
  ]
  return (
    <section>
      <SectionTitle figure={formatCount(holders.length)}>{t('accountHolders')}</SectionTitle>
      <p className="max-w-prose pb-2 text-12 text-ink-2">
        {t(obstacleOf(drama) === null ? 'accountNote' : 'accountNoteBlocked')}
      </p>
      <DataTable
        label={t('accountHolders')}
        columns={columns}
        rows={holders}
        rowKey={(row) => row.appid}
        row="l"
        empty={null}
      />
    </section>
  )
}
