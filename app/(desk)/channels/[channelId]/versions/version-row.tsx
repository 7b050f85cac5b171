'use client'
import type { Route } from 'next'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { ButtonLink } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { RelativeTime } from '@/components/ui/relative-time'
import { State } from '@/components/ui/state'
import { Cell } from '@/components/ui/table'
import type { VersionLine } from '@/lib/channels/versions-schema'
import { useVersionWords } from './use-version-words'
import { compareHref, restoreHref } from './version-hrefs'

const SHOWN = 3

type Props = {
  row: VersionLine
  channelId: string
  connectionId: string
  isLatest: boolean
  isChosen: boolean
  onChoose: (isOn: boolean) => void
  mayRestore: boolean
  now: string
}

export function VersionRow(props: Props) {
  const { row, channelId, connectionId, isLatest, isChosen, onChoose, mayRestore, now } = props
  const t = useTranslations('versions')
  return (
    <tr aria-selected={isChosen}>
      <Cell>
        <Checkbox ariaLabel={t('list.choose', { number: row.number })} checked={isChosen} onCheckedChange={onChoose} />
      </Cell>
      <Cell>
        <b className="font-medium">{t('number', { number: row.number })}</b>
        {isLatest ? <span className="block text-12 text-ink-3">{t('latest')}</span> : null}
      </Cell>
      <Cell wrap>
        <Origin row={row} />
      </Cell>
      <Cell wrap>
        <Summary row={row} />
      </Cell>
      <Cell>
        <RelativeTime at={row.createdAt} now={now} />
      </Cell>
      <Cell>
        <span className="flex flex-wrap justify-end gap-1.5 max-tablet:justify-start">
          {row.changes ? (
            <ButtonLink
              size="sm"
              variant="ghost"
              href={compareHref(channelId, connectionId, row.number - 1, row.number)}
            >
              {t('list.compareBefore')}
            </ButtonLink>
          ) : null}
          {mayRestore && !isLatest ? (
            <ButtonLink size="sm" href={restoreHref(channelId, connectionId, row.number)} prefetch={false}>
              {t('list.restore')}
            </ButtonLink>
          ) : null}
        </span>
      </Cell>
    </tr>
  )
}

/** Where it came from, by whom and why. */
function Origin({ row }: { row: VersionLine }) {
  const t = useTranslations('versions')
  const isOutside = row.source === 'outside'
  const who = row.receipt?.personName ?? row.adopted?.byName
  const why = row.receipt?.reason ?? row.adopted?.reason
  return (
    <>
      {isOutside ? (
        <State name="drift">{t(row.isOpenDrift ? 'source.outsideOpen' : 'source.outside')}</State>
      ) : (
        <span>
          {row.source === 'rollback' && row.restoredNumber !== null
            ? t('restored', { number: row.restoredNumber })
            : t(`source.${row.source}`)}
        </span>
      )}
      {who || row.receipt ? (
        <span className="block">
          {who}{' '}
          {row.receipt ? (
            <Link
              className="link mono ml-1 whitespace-nowrap"
              href={`/operations/R-${row.receipt.number}` as Route}
              prefetch={false}
            >
              R-{row.receipt.number}
            </Link>
          ) : null}
        </span>
      ) : null}
      {why ? (
        <span className="block text-12 text-ink-3 [overflow-wrap:anywhere]">{t('why', { reason: why })}</span>
      ) : null}
    </>
  )
}

function Summary({ row }: { row: VersionLine }) {
  const t = useTranslations('versions')
  const words = useVersionWords()
  if (row.changes === null) return <span className="text-ink-2">{words.doors(row.doors)}</span>
  const rest = row.changes.length - SHOWN
  return (
    <>
      {row.changes.slice(0, SHOWN).map((field) => (
        <span key={`${field.rank}.${field.path}`} className="block [overflow-wrap:anywhere]">
          {words.sentence(field)}
        </span>
      ))}
      {rest > 0 ? <span className="block text-12 text-ink-3">{t('list.more', { count: rest })}</span> : null}
    </>
  )
}
