import type { Route } from 'next'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { VerdictBadge } from '@/components/operation/verdict-badge'
import { SectionTitle } from '@/components/shell/section-title'
import { Mono } from '@/components/ui/mono'
import { RelativeTime } from '@/components/ui/relative-time'
import { Cell, HeadCell, Table, TableHead } from '@/components/ui/table'
import { listWorkToSee } from '@/lib/overview/queries'
import { NothingHere } from './nothing-here'
import { OperationContent } from './operation-content'
import { ParkedAccounts } from './parked-accounts'

/** What is not over, or did not end as it should. */
export async function WorkCard({ now }: { now: Date }) {
  const t = await getTranslations('today')
  const { operations, isMore } = await listWorkToSee()
  return (
    <section>
      <SectionTitle
        figure={operations.length === 0 ? undefined : `${operations.length}${isMore ? '+' : ''}`}
        note={t('work.note')}
        actions={
          <Link href={'/operations' as Route} className="link">
            {t('work.more')}
          </Link>
        }
      >
        {t('work.title')}
      </SectionTitle>
      <ParkedAccounts />
      {operations.length === 0 ? (
        <NothingHere title={t('work.empty')}>{t('work.emptyDetail')}</NothingHere>
      ) : (
        <Table label={t('work.title')} row="m" className="stack">
          <TableHead stick={false}>
            <HeadCell>{t('columns.state')}</HeadCell>
            <HeadCell>{t('columns.number')}</HeadCell>
            <HeadCell>{t('columns.what')}</HeadCell>
            <HeadCell>{t('columns.who')}</HeadCell>
            <HeadCell>{t('columns.when')}</HeadCell>
          </TableHead>
          <tbody>
            {operations.map((operation) => (
              <tr key={operation.id} className="lively">
                <Cell>
                  <VerdictBadge verdict={operation.verdict} running={operation.state !== 'queued'} />
                </Cell>
                <Cell>
                  <Link href={`/operations/${operation.id}` as Route} className="row-link">
                    <Mono>{`R-${operation.number}`}</Mono>
                  </Link>
                </Cell>
                <Cell>
                  <OperationContent operation={operation} />
                </Cell>
                <Cell>{operation.actor.name}</Cell>
                <Cell>
                  <RelativeTime at={operation.createdAt} now={now.toISOString()} className="text-ink-2" />
                </Cell>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </section>
  )
}
