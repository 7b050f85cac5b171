import type { Route } from 'next'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { VerdictBadge } from '@/components/operation/verdict-badge'
import { SectionTitle } from '@/components/shell/section-title'
import { Mono } from '@/components/ui/mono'
import { RelativeTime } from '@/components/ui/relative-time'
import { Cell, HeadCell, Table, TableHead } from '@/components/ui/table'
import { listRunning } from '@/lib/overview/queries'
import { OperationContent } from './operation-content'

/** What is under way; nothing at all when nothing is. */
export async function WorkCard({ now }: { now: Date }) {
  const t = await getTranslations('today')
  const { operations, isMore } = await listRunning()
  if (operations.length === 0) return null
  return (
    <section aria-label={t('work.title')}>
      <SectionTitle
        figure={`${operations.length}${isMore ? '+' : ''}`}
        actions={
          <Link href={'/operations' as Route} className="link">
            {t('work.more')}
          </Link>
        }
      >
        {t('work.title')}
      </SectionTitle>
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
    </section>
  )
}
