import { useTranslations } from 'next-intl'
import { ChangeList } from '@/components/audit/change-list'
import { toChangeRows } from '@/components/audit/change-rows'
import { CountsBar } from '@/components/operation/counts-bar'
import { OperationSentence } from '@/components/operation/operation-sentence'
import { Seal } from '@/components/operation/seal'
import { sealOf } from '@/components/operation/verdict-badge'
import { SectionTitle } from '@/components/shell/section-title'
import { Icon } from '@/components/ui/icon'
import { State, stateLook } from '@/components/ui/state'
import { Cell, HeadCell, Table, TableHead } from '@/components/ui/table'
import { formatCount, formatDate, formatDateTime, visibleText } from '@/lib/format'
import { actionKey, verdictKey } from '@/lib/operations/words-schema'
import type { SharedReceipt as Receipt } from '@/lib/sharing/shared-content'
import { toCounts } from '../../(desk)/operations/[id]/to-counts'

/** A receipt as somebody outside reads it: the verdict, what was set out, and what became of each thing. */
export function SharedReceipt({ receipt }: { receipt: Receipt }) {
  const t = useTranslations('operations')
  const tCounts = useTranslations('operations.counts')
  const tAudit = useTranslations('audit')
  const { operation, counts, changes } = receipt
  const verdict = verdictKey(operation)
  const look = stateLook(verdict === 'waiting' ? 'scheduled' : verdict)
  const seal = sealOf(operation.verdict)
  const reference = t('reference', { number: String(operation.number) })
  return (
    <>
      <header className="flex items-start gap-6">
        <div className="min-w-0 flex-1">
          <p className="flex flex-wrap gap-x-2.5 text-12 text-ink-3">
            <span>{t('receipt')}</span>
            <span className="mono text-ink-2">{reference}</span>
            <span>{t(`action.${actionKey(operation.action)}`)}</span>
          </p>
          <h1 className="mt-1 mb-0.5 flex items-center gap-x-3 font-serif text-34 font-semibold tracking-[.02em] max-tablet:text-26">
            <span className={look.pigment}>
              <Icon name={look.glyph} className="size-6! [stroke-width:1.2]!" />
            </span>
            {t(`verdict.${verdict}`)}
          </h1>
          <p className="font-serif text-16 leading-[26px] break-words text-ink-2">
            <OperationSentence operation={operation} />
          </p>
          <Facts operation={operation} />
        </div>
        {seal ? (
          <div className="shrink-0 max-[600px]:hidden">
            <Seal
              state={seal}
              rim={t('seal.rim')}
              reference={reference}
              day={formatDate(operation.finishedAt ?? operation.createdAt).replaceAll('-', '')}
              label={t('seal.label', { verdict: t(`verdict.${verdict}`) })}
              size={132}
            />
          </div>
        ) : null}
      </header>
      <div className="mt-5">
        <CountsBar counts={toCounts({ counts }, tCounts)} label={tCounts('label')} totalLabel={tCounts('total')} />
      </div>
      {changes && (changes.before !== null || changes.after !== null) ? (
        <ChangeList rows={toChangeRows(changes.before, changes.after, tAudit).filter((row) => row.isChanged)} />
      ) : null}
      <Items receipt={receipt} />
    </>
  )
}

function Facts({ operation }: { operation: Receipt['operation'] }) {
  const t = useTranslations('sharing')
  return (
    <dl className="mt-3 grid grid-cols-[88px_minmax(0,1fr)] gap-x-3 gap-y-1 [&_dt]:text-ink-3">
      <dt>{t('submitted')}</dt>
      <dd>
        {operation.actor} <span className="text-ink-2">{formatDateTime(operation.createdAt)}</span>
      </dd>
      {operation.finishedAt ? (
        <>
          <dt>{t('finished')}</dt>
          <dd>{formatDateTime(operation.finishedAt, 'second')}</dd>
        </>
      ) : null}
      {operation.reason ? (
        <>
          <dt>{t('reason')}</dt>
          <dd className="break-words">{visibleText(operation.reason)}</dd>
        </>
      ) : null}
    </dl>
  )
}

function Items({ receipt: { items, unlisted } }: { receipt: Receipt }) {
  const t = useTranslations('sharing')
  const tCounts = useTranslations('ui.state')
  if (items.length === 0) return null
  return (
    <section className="mt-6">
      <SectionTitle>{t('items')}</SectionTitle>
      <Table label={t('items')} row="m" className="stack">
        <TableHead stick={false}>
          <HeadCell>{t('what')}</HeadCell>
          <HeadCell>{t('outcome')}</HeadCell>
          <HeadCell>{t('found')}</HeadCell>
        </TableHead>
        <tbody>
          {items.map((item) => {
            const state = item.group === 'pending' ? 'queued' : item.group
            return (
              <tr key={item.id}>
                <Cell wrap className="break-words">
                  {item.name}
                </Cell>
                <Cell>
                  <State name={state}>{tCounts(state)}</State>
                </Cell>
                <Cell wrap>{foundText(item, t)}</Cell>
              </tr>
            )
          })}
        </tbody>
      </Table>
      {unlisted > 0 ? (
        <p className="py-1 text-12 text-ink-3">{t('unlisted', { count: formatCount(unlisted) })}</p>
      ) : null}
    </section>
  )
}

/** Until when the upstream grants it, as read back; the upstream's own code where it refused. */
function foundText(item: Receipt['items'][number], t: ReturnType<typeof useTranslations<'sharing'>>): string {
  if (item.foundExpiresAt === 'permanent') return t('permanent')
  if (item.foundExpiresAt) return t('heldUntil', { date: formatDateTime(item.foundExpiresAt) })
  return item.group === 'failed' && item.code ? t('refusedWith', { code: item.code }) : ''
}
