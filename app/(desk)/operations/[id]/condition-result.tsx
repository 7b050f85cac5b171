import type { Route } from 'next'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { pathText, valueText } from '@/components/audit/value-text'
import { SectionTitle } from '@/components/shell/section-title'
import { Notice } from '@/components/ui/notice'
import { State, type StateName } from '@/components/ui/state'
import { Cell, HeadCell, Table, TableHead } from '@/components/ui/table'
import { asRecord } from '@/lib/audit/changes-schema'
import type { Json } from '@/lib/audit/schema'
import type { ItemView } from '@/lib/operations/schema'
import { type ConditionRow, toConditionRows } from './condition-rows'

const readingStates: Record<ConditionRow['reading'], StateName> = {
  confirmed: 'verified',
  differs: 'mismatch',
  not_readable: 'unknown',
  pending: 'queued',
}

type ConditionResultProps = { item: ItemView; before: Json; after: Json; summary: Json }

/** Each submitted field beside its former value and what the read-back says of it. */
export function ConditionResult({ item, before, after, summary }: ConditionResultProps) {
  const t = useTranslations('operations.fields')
  const tAudit = useTranslations('audit')
  const tVersions = useTranslations('versions')
  const rows = toConditionRows(before, after, item.fields)
  const shown = rows.filter((row) => row.isChanged || row.reading === 'differs')
  return (
    <section className="mt-4">
      <SectionTitle
        actions={
          <Link className="link" href={`/channels/${item.targetId}/versions` as Route} prefetch={false}>
            {tVersions('history')}
          </Link>
        }
      >
        {t('title')}
      </SectionTitle>
      <Remarks summary={summary} />
      {shown.length === 0 ? (
        <p className="py-3 text-ink-3">{t('none')}</p>
      ) : (
        <Table label={t('title')} row="m" className="stack">
          <TableHead stick={false}>
            <HeadCell>{t('field')}</HeadCell>
            <HeadCell>{t('before')}</HeadCell>
            <HeadCell>{t('wanted')}</HeadCell>
            <HeadCell>{t('reading')}</HeadCell>
          </TableHead>
          <tbody>
            {shown.map((row) => (
              <tr key={row.path}>
                <Cell wrap>{pathText(row.path, tAudit)}</Cell>
                <Cell wrap className="break-words text-ink-2">
                  {valueText(row.path, row.before, tAudit)}
                </Cell>
                <Cell wrap className="break-words font-medium">
                  {valueText(row.path, row.wanted, tAudit)}
                </Cell>
                <Cell wrap>
                  <State name={readingStates[row.reading]}>{t(row.reading)}</State>
                </Cell>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      {rows.length > shown.length ? (
        <p className="py-2 text-12 text-ink-3">{t('unchanged', { count: String(rows.length - shown.length) })}</p>
      ) : null}
    </section>
  )
}

/** What the verdict does not cover, said before the fields. */
function Remarks({ summary }: { summary: Json }) {
  const t = useTranslations('operations.fields')
  const tAudit = useTranslations('audit')
  const record = asRecord(summary)
  const omitted = Array.isArray(record?.omitted) ? record.omitted : []
  return (
    <>
      {record?.followsDefault === true ? (
        <Notice tone="attention" title={t('followsDefault')} className="my-2" />
      ) : null}
      {omitted.map((entry) => {
        const rank = String(asRecord(entry)?.rank ?? '')
        return <Notice key={rank} title={t('omitted', { rank: pathText(rank, tAudit) })} className="my-2" />
      })}
    </>
  )
}
