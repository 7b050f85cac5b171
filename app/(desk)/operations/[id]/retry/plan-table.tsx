import { useTranslations } from 'next-intl'
import { SectionTitle } from '@/components/shell/section-title'
import { Mono } from '@/components/ui/mono'
import { State, type StateName } from '@/components/ui/state'
import { Cell, HeadCell, Table, TableHead } from '@/components/ui/table'
import { formatCount, formatDateTime, shortenAppid } from '@/lib/format'
import type { PlannedRetryItem, RetryPlan } from '@/lib/grants/retry-schema'

const states: Record<PlannedRetryItem['plan'], StateName> = {
  new: 'queued',
  extend: 'queued',
  shorten: 'queued',
  same: 'skipped',
  blocked: 'blocked',
}

/** Item by item what the retry would do; the first hundred, the counts beside it speak for all. */
export function PlanTable({ plan, action, total }: { plan: RetryPlan; action: string; total: number }) {
  const t = useTranslations('receipt.retry')
  const isGrant = action === 'drama.grant'
  const wordOf = (item: PlannedRetryItem) =>
    item.block
      ? t(`block.${item.block}`)
      : isGrant
        ? t(`plan.${item.plan}`)
        : t(item.plan === 'same' ? 'plan.gone' : 'plan.revoke')
  return (
    <section className="mt-6">
      <SectionTitle figure={formatCount(total)}>{t('preview')}</SectionTitle>
      <Table label={t('preview')} row="m" className="stack">
        <TableHead stick={false}>
          <HeadCell>{t('drama')}</HeadCell>
          <HeadCell>{t('licensee')}</HeadCell>
          {isGrant ? <HeadCell>{t('until')}</HeadCell> : null}
          <HeadCell>{t('will')}</HeadCell>
        </TableHead>
        <tbody>
          {plan.shown.map((item) => (
            <tr key={item.targetKey}>
              <Cell wrap>
                {item.dramaName}{' '}
                <Mono quiet className="whitespace-nowrap">
                  {item.dramaId}
                </Mono>
              </Cell>
              <Cell wrap title={item.appid}>
                {item.licenseeName}{' '}
                <Mono quiet className="whitespace-nowrap">
                  {shortenAppid(item.appid)}
                </Mono>
              </Cell>
              {isGrant ? (
                <Cell>{item.expiresAt === 'permanent' ? t('permanent') : formatDateTime(item.expiresAt)}</Cell>
              ) : null}
              <Cell wrap>
                <State name={states[item.plan]}>{wordOf(item)}</State>
              </Cell>
            </tr>
          ))}
        </tbody>
      </Table>
      {total > plan.shown.length ? (
        <p className="py-2 text-12 text-ink-3">{t('more', { count: formatCount(plan.shown.length) })}</p>
      ) : null}
    </section>
  )
}
