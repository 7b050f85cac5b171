'use client'
import { useTranslations } from 'next-intl'
import { ReceiptLink } from '@/components/operation/receipt-link'
import { Button, ButtonLink } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Mono } from '@/components/ui/mono'
import { State } from '@/components/ui/state'
import { Cell } from '@/components/ui/table'
import { formatDate, formatDateTime, shortenAppid } from '@/lib/format'
import type { DriftLine, HeldState } from '@/lib/grants/drift-schema'
import { DriftTimes } from './drift-times'
import { accountHref, isRevocable, revokeHref } from './revoke-href'

type DriftRowProps = {
  row: DriftLine
  connectionId: string
  now: string
  selected?: boolean
  onSelect?: (selected: boolean) => void
  onAdopt?: () => void
  onRestore?: () => void
  isBusy?: boolean
}

export function DriftRow({ row, connectionId, now, selected, onSelect, onAdopt, onRestore, isBusy }: DriftRowProps) {
  const t = useTranslations('drift')
  const drama = row.dramaId === null ? t('wholeAccount') : (row.dramaName ?? row.dramaId)
  const licensee = row.licenseeName ?? row.appid
  const { closed } = row
  const resolution = closed && t(`resolution.${closed.resolution}`, { name: closed.byName ?? '' })
  return (
    <tr aria-selected={selected}>
      {onSelect ? (
        <Cell>
          <Checkbox
            ariaLabel={t('list.select', { name: `${drama} → ${licensee}` })}
            checked={selected ?? false}
            onCheckedChange={onSelect}
          />
        </Cell>
      ) : null}
      <Cell wrap>
        <span className="font-medium">{drama}</span>{' '}
        {row.dramaId === null ? (
          <State name="warning">{t('wholeAccountHint')}</State>
        ) : (
          <Mono quiet>{row.dramaId}</Mono>
        )}
        <span className="block text-ink-2" title={row.appid}>
          {row.licenseeName ?? null} <Mono quiet>{shortenAppid(row.appid)}</Mono>
        </span>
      </Cell>
      <Cell wrap>
        <Held state={row.known} />
        <span className="block text-12 text-ink-3">
          <How row={row} />
        </span>
      </Cell>
      <Cell wrap>
        <span className="inline-flex items-center gap-1.5 text-amethyst">
          <State name="drift">
            <Held state={row.found} />
          </State>
        </span>
      </Cell>
      <Cell wrap>
        <DriftTimes row={row} now={now} resolution={resolution} />
      </Cell>
      {onSelect ? (
        <Cell className="text-right">
          <span className="inline-flex flex-wrap justify-end gap-1.5">
            <RowDeeds row={row} connectionId={connectionId} onAdopt={onAdopt} onRestore={onRestore} isBusy={isBusy} />
          </span>
        </Cell>
      ) : null}
    </tr>
  )
}

/** A missing or changed grant can be put back; one that is not ours can only be taken away or accepted. */
function RowDeeds({
  row,
  connectionId,
  onAdopt,
  onRestore,
  isBusy,
}: Pick<DriftRowProps, 'row' | 'connectionId' | 'onAdopt' | 'onRestore' | 'isBusy'>) {
  const t = useTranslations('drift.row')
  return (
    <>
      {row.dramaId !== null && row.known !== null ? (
        <Button size="sm" onClick={onRestore} disabled={isBusy}>
          {t('restore')}
        </Button>
      ) : null}
      {isRevocable(row) ? (
        <ButtonLink size="sm" href={revokeHref(connectionId, [row])} prefetch={false}>
          {t('revoke')}
        </ButtonLink>
      ) : null}
      {row.dramaId === null ? (
        <ButtonLink size="sm" href={accountHref(connectionId, row)} prefetch={false}>
          {t(row.kind === 'foreign' ? 'revoke' : 'restore')}
        </ButtonLink>
      ) : null}
      <Button size="sm" onClick={onAdopt}>
        {t('adopt')}
      </Button>
    </>
  )
}

function Held({ state }: { state: HeldState }) {
  const t = useTranslations('drift')
  if (state === null) return <>{t('none')}</>
  if (state.expiresAt === null) return <>{t('permanent')}</>
  return (
    <span title={formatDateTime(state.expiresAt, 'second')}>
      {t('until', { date: formatDateTime(state.expiresAt) })}
    </span>
  )
}

function How({ row: { knownHow } }: { row: DriftLine }) {
  const t = useTranslations('drift.how')
  if (!knownHow) return <>{t('nothing')}</>
  return (
    <>
      {formatDate(knownHow.at)} {t(knownHow.source, { name: knownHow.personName ?? '' })}{' '}
      {knownHow.operationNumber ? <ReceiptLink number={knownHow.operationNumber} /> : null}
    </>
  )
}
