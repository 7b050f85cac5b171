import { useTranslations } from 'next-intl'
import { LongText } from '@/components/audit/long-text'
import { pathText, valueText } from '@/components/audit/value-text'
import { State, type StateName } from '@/components/ui/state'
import { Cell, HeadCell, Table, TableHead } from '@/components/ui/table'
import type { ConditionRow } from './condition-rows'

const readingStates: Record<ConditionRow['reading'], StateName> = {
  confirmed: 'verified',
  differs: 'mismatch',
  not_readable: 'unknown',
  pending: 'queued',
}

/** Each field beside its former value and what the read-back says of it. */
export function ConditionTable({ rows }: { rows: readonly ConditionRow[] }) {
  const t = useTranslations('operations.fields')
  const tAudit = useTranslations('audit')
  return (
    <Table label={t('title')} row="m" className="stack">
      <TableHead stick={false}>
        <HeadCell>{t('field')}</HeadCell>
        <HeadCell>{t('before')}</HeadCell>
        <HeadCell>{t('wanted')}</HeadCell>
        <HeadCell>{t('reading')}</HeadCell>
      </TableHead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.path}>
            <Cell wrap>{pathText(row.path, tAudit)}</Cell>
            <Cell wrap className="break-words text-ink-2">
              <LongText text={valueText(row.path, row.before, tAudit)} />
            </Cell>
            <Cell wrap className="break-words font-medium">
              <LongText text={valueText(row.path, row.wanted, tAudit)} />
            </Cell>
            <Cell wrap>
              <State name={readingStates[row.reading]}>{t(row.reading)}</State>
            </Cell>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
