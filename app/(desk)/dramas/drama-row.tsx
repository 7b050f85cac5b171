'use client'
import clsx from 'clsx'
import type { Route } from 'next'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { memo } from 'react'
import type { Selection } from '@/components/data-table/use-selection'
import { DramaCover } from '@/components/drama/drama-cover'
import { AuditWord, PlayWord } from '@/components/drama/drama-states'
import { Checkbox } from '@/components/ui/checkbox'
import { DriftLink } from '@/components/ui/drift-link'
import { Mono } from '@/components/ui/mono'
import { State } from '@/components/ui/state'
import { Cell } from '@/components/ui/table'
import { type DramaLine, obstacleOf } from '@/lib/dramas/schema'
import { formatDate } from '@/lib/format'

const DAY_MS = 86_400_000
const SOON_DAYS = 30
const URGENT_DAYS = 7

export type DramaRowProps = {
  row: DramaLine
  place: number
  now: string
  connectionId: string
  selection: Selection | null
}

export const DramaRow = memo(function DramaRow({ row, place, now, connectionId, selection }: DramaRowProps) {
  const t = useTranslations('dramas')
  const tUi = useTranslations('ui')
  const isBlocked = obstacleOf(row) !== null
  return (
    <tr className="lively h-[52px]" aria-rowindex={place + 2} aria-selected={selection?.has(row.dramaId)}>
      {selection ? (
        <Cell>
          <Checkbox
            ariaLabel={tUi('selectRow', { name: row.name })}
            checked={selection.has(row.dramaId)}
            disabled={isBlocked}
            onCheckedChange={(checked) => selection.setMany([row.dramaId], checked)}
          />
        </Cell>
      ) : null}
      <Cell>
        <span className="flex items-center gap-2.5">
          <DramaCover dramaId={row.dramaId} name={row.name} />
          <span className="min-w-0">
            <Link
              href={`/dramas/${row.dramaId}?connection=${connectionId}` as Route}
              prefetch={false}
              title={row.name}
              className={clsx('row-link clip block', isBlocked && 'text-ink-2')}
            >
              {row.name}
            </Link>
            <span className="clip block text-12 text-ink-3">
              <Mono quiet>{row.dramaId}</Mono>
              {row.producer ? <span className="ml-2 max-phone:hidden">{row.producer}</span> : null}
            </span>
          </span>
        </span>
      </Cell>
      <Cell numeric className="max-tablet:hidden">
        {row.episodeCount ?? '—'}
      </Cell>
      <Cell className="max-desk:hidden">
        <AuditWord state={row.auditState} />
      </Cell>
      <Cell>
        <PlayWord state={row.playState} isGone={row.isGone} />
      </Cell>
      <Cell numeric className="max-phone:hidden">
        {row.holders === 0 ? <span className="text-ink-3">{t('list.nobody')}</span> : row.holders}
        <span className="block">
          <DriftLink count={row.driftCount} href={`/drift?q=${row.dramaId}&connection=${connectionId}` as Route} />
        </span>
      </Cell>
      <Cell className="max-tablet:hidden">
        <NextEnd row={row} now={now} />
      </Cell>
    </tr>
  )
})

function NextEnd({ row, now }: { row: DramaLine; now: string }) {
  const t = useTranslations('dramas.list')
  if (row.holders === 0) return <span className="text-ink-3">—</span>
  if (row.nextExpiry === null) return <span className="text-ink-3">{t('noEnd')}</span>
  const days = Math.floor((Date.parse(row.nextExpiry) - Date.parse(now)) / DAY_MS)
  const words = days < 1 ? t('today') : t('left', { days })
  return (
    <>
      <span className="mr-2">{formatDate(row.nextExpiry)}</span>
      {days <= SOON_DAYS ? (
        <State name={days <= URGENT_DAYS ? 'warning' : 'queued'}>{words}</State>
      ) : (
        <span className="text-12 text-ink-3">{words}</span>
      )}
    </>
  )
}
