import type { Route } from 'next'
import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { OperationSentence } from '@/components/operation/operation-sentence'
import { VerdictBadge } from '@/components/operation/verdict-badge'
import { Mono } from '@/components/ui/mono'
import { Cell, HeadCell, Table, TableHead } from '@/components/ui/table'
import { formatCount, formatDateTime, formatDuration, visibleText } from '@/lib/format'
import type { ListedOperation } from '@/lib/operations/list-operations'
import { toldGroups, verdictKey } from '@/lib/operations/words-schema'

export function OperationsTable({ operations }: { operations: readonly ListedOperation[] }) {
  const t = useTranslations('operations')
  return (
    <Table label={t('listLabel')} row="l" className="stack tablet:min-w-[860px]">
      <TableHead>
        <HeadCell>{t('column.number')}</HeadCell>
        <HeadCell>{t('column.deed')}</HeadCell>
        <HeadCell>{t('column.verdict')}</HeadCell>
        <HeadCell>{t('column.items')}</HeadCell>
        <HeadCell>{t('column.person')}</HeadCell>
        <HeadCell>{t('column.createdAt')}</HeadCell>
        <HeadCell numeric>{t('column.duration')}</HeadCell>
      </TableHead>
      <tbody>
        {operations.map((operation) => (
          <OperationRow key={operation.id} operation={operation} />
        ))}
      </tbody>
    </Table>
  )
}

function OperationRow({ operation }: { operation: ListedOperation }) {
  const t = useTranslations('operations')
  const locale = useLocale()
  const { number, verdict, state, startedAt, finishedAt, counts } = operation
  const told = toldGroups.filter((group) => (counts[group] ?? 0) > 0).slice(0, 3)
  return (
    <tr className="lively">
      <Cell>
        <Link href={`/operations/R-${number}` as Route} className="row-link" prefetch={false}>
          <Mono>{t('reference', { number: String(number) })}</Mono>
        </Link>
      </Cell>
      <Cell wrap>
        <OperationSentence operation={operation} />
        <span className="block text-12 text-ink-3">{visibleText(operation.reason)}</span>
      </Cell>
      <Cell>
        <VerdictBadge verdict={verdict} running={state !== 'queued'} mark>
          {t(`verdict.${verdictKey(operation)}`)}
        </VerdictBadge>
      </Cell>
      <Cell wrap className="text-12 text-ink-2 max-phone:hidden">
        {told.map((group) => t(`count.${group}`, { count: formatCount(counts[group] ?? 0) })).join(t('separator'))}
      </Cell>
      <Cell>{operation.actor.name}</Cell>
      <Cell>{formatDateTime(operation.createdAt)}</Cell>
      <Cell numeric className="max-phone:hidden">
        {startedAt && finishedAt ? formatDuration(Date.parse(finishedAt) - Date.parse(startedAt), locale) : '—'}
      </Cell>
    </tr>
  )
}
