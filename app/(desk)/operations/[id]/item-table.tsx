import type { Route } from 'next'
import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { Fragment } from 'react'
import { latencyText } from '@/components/operation/latency-text'
import { Mono } from '@/components/ui/mono'
import { State } from '@/components/ui/state'
import { Cell, HeadCell, Table, TableHead } from '@/components/ui/table'
import type { SentChange } from '@/lib/channels/sent-changes'
import { shortenAppid, visibleText } from '@/lib/format'
import type { ItemView } from '@/lib/operations/schema'
import { groupStates } from './group-states'
import { ItemChange } from './item-change'
import { useReadBackText } from './read-back-text'

type Props = {
  items: readonly ItemView[]
  label: string
  isFirst: boolean
  /** What was to change of each, unfolded under it. */
  changes?: ReadonlyMap<string, SentChange> | undefined
}

/** Items with what the upstream answered and what was read back afterwards. */
export function ItemTable({ items, label, isFirst, changes }: Props) {
  const t = useTranslations('operations.items')
  const hasGrants = items.some((item) => item.shown.dramaId !== null)
  return (
    <Table label={label} row="m" fixedLayout className={isFirst ? 'stack' : 'stack [&_thead]:sr-only'}>
      <colgroup>
        <col className={hasGrants ? 'w-[22%]' : 'w-[34%]'} />
        {hasGrants ? <col className="w-[17%]" /> : null}
        <col className="w-[100px]" />
        <col />
        <col className="w-[17%]" />
        <col className="w-[64px]" />
      </colgroup>
      <TableHead stick={false}>
        <HeadCell>{hasGrants ? t('drama') : t('target')}</HeadCell>
        {hasGrants ? <HeadCell>{t('licensee')}</HeadCell> : null}
        <HeadCell>{t('result')}</HeadCell>
        <HeadCell>{t('answer')}</HeadCell>
        <HeadCell>{t('readBack')}</HeadCell>
        <HeadCell numeric>{t('latency')}</HeadCell>
      </TableHead>
      <tbody>
        {items.map((item) => (
          <Fragment key={item.id}>
            <ItemRow item={item} hasGrants={hasGrants} />
            <ItemChange item={item} change={changes?.get(item.id)} />
          </Fragment>
        ))}
      </tbody>
    </Table>
  )
}

/** What did not come out as wished, so that somebody will ask why it does not play. */
const askWhy: ReadonlySet<string> = new Set(['failed', 'partial', 'mismatch', 'unknown', 'blocked'])

function ItemRow({ item, hasGrants }: { item: ItemView; hasGrants: boolean }) {
  const t = useTranslations('operations.items')
  const tReceipt = useTranslations('receipt')
  const locale = useLocale()
  const readBack = useReadBackText()
  const { shown } = item
  const isRunning = item.group === 'pending' && item.sentAt !== null
  return (
    <tr>
      <Cell wrap>
        <TargetName item={item} />
      </Cell>
      {hasGrants ? (
        <Cell wrap title={shown.appid ?? undefined}>
          <bdi>{visibleText(shown.licenseeName ?? '')}</bdi>{' '}
          <Mono quiet className="whitespace-nowrap">
            {shortenAppid(shown.appid ?? '')}
          </Mono>
        </Cell>
      ) : null}
      <Cell>
        <State name={isRunning ? 'running' : groupStates[item.group]}>{t(`group.${item.group}`)}</State>
        {item.answered ? (
          <span className="block text-12 text-ink-2">
            {tReceipt(`answered.${item.answered.source}.${item.answered.answer}`)}
          </span>
        ) : null}
        {shown.dramaId && shown.appid && askWhy.has(item.group) ? (
          <Link
            href={`/diagnose?appid=${shown.appid}&drama=${shown.dramaId}` as Route}
            className="link no-print block text-12"
            prefetch={false}
          >
            {t('diagnose')}
          </Link>
        ) : null}
      </Cell>
      <Cell wrap data-head={t('answer')}>
        <Answer item={item} />
      </Cell>
      <Cell wrap data-head={t('readBack')}>
        <span>{readBack(item)}</span>
      </Cell>
      <Cell numeric data-head={t('latency')}>
        {item.latencyMs === null ? '—' : latencyText(item.latencyMs, locale)}
      </Cell>
    </tr>
  )
}

/** A member of a whitelist is told by the masked code and the row it came from, never by its fingerprint. */
function TargetName({ item: { shown, targetType, targetName, targetId } }: { item: ItemView }) {
  const t = useTranslations('whitelist.receipt')
  if (targetType !== 'whitelist_entry')
    return (
      <>
        <bdi>{visibleText(shown.dramaName ?? targetName)}</bdi>{' '}
        <Mono quiet className="whitespace-nowrap">
          {shown.dramaId ?? targetId}
        </Mono>
      </>
    )
  return (
    <>
      <Mono>{targetName}</Mono>
      {shown.line === null ? null : (
        <span className="ml-3 whitespace-nowrap text-12 text-ink-3">{t('line', { line: String(shown.line) })}</span>
      )}
    </>
  )
}

/** The upstream's own words, raw; `rid` is what they ask for. */
function Answer({ item }: { item: ItemView }) {
  const t = useTranslations('operations')
  if (item.group === 'blocked')
    return t.has(`cause.block.${item.planCause}` as 'cause.block.gone')
      ? t(`cause.block.${item.planCause}` as 'cause.block.gone')
      : t('items.notSent')
  if (item.group === 'skipped' || item.group === 'cancelled' || item.cause === 'not_sent') return t('items.notSent')
  if (item.code === null && item.message === null) return item.sentAt ? t('items.noAnswer') : t('items.waiting')
  return (
    <span className="block min-w-0" title={[item.message, item.rid].filter(Boolean).join('\n')}>
      <span className="clip block">
        <Mono className={item.group === 'failed' ? 'text-cinnabar' : ''}>{item.code}</Mono>{' '}
        {item.message ? <bdi>{visibleText(withoutRid(item.message, item.rid))}</bdi> : null}
      </span>
      {item.rid && item.group !== 'verified' ? (
        <Mono quiet className="clip block text-12">
          rid {item.rid}
        </Mono>
      ) : null}
    </span>
  )
}

/** Upstream repeats the rid inside its message; once is enough. */
const withoutRid = (message: string, rid: string | null): string =>
  rid ? (message.split(rid)[0] ?? '').replace(/\s*rid:?\s*$/, '') : message
