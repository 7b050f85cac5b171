'use client'
import type { Route } from 'next'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useSelection } from '@/components/data-table/use-selection'
import { Button, ButtonLink } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Notice } from '@/components/ui/notice'
import { GroupRow, HeadCell, Table, TableHead } from '@/components/ui/table'
import { type ChannelDriftLine, channelDriftKinds, MOST_RESTORED } from '@/lib/channels/drift-schema'
import { ACCOUNT_DEFAULT } from '@/lib/channels/form-schema'
import { formatCount } from '@/lib/format'
import { AdoptChannelDialog } from './adopt-channel-dialog'
import { ChannelDriftRow } from './channel-drift-row'

type Props = {
  connectionId: string
  rows: readonly ChannelDriftLine[]
  view: 'open' | 'closed'
  mayWrite: boolean
  mayWriteDefault: boolean
  now: string
}

/** The differences of this page, the worst kind first; several may be accepted or restored at once. */
export function ChannelDriftList({ connectionId, rows, view, mayWrite, mayWriteDefault, now }: Props) {
  const t = useTranslations('channel-drift')
  const tDrift = useTranslations('drift')
  const selection = useSelection()
  const [adopting, setAdopting] = useState<readonly ChannelDriftLine[] | null>(null)
  const [said, setSaid] = useState('')
  const isOpen = view === 'open'
  const maySettle = (row: ChannelDriftLine) =>
    isOpen && mayWrite && (row.channelId !== ACCOUNT_DEFAULT || mayWriteDefault)
  const selectable = rows.filter(maySettle)
  const chosen = selectable.filter((row) => selection.has(row.id))
  const line = (row: ChannelDriftLine) => (
    <ChannelDriftRow
      key={row.id}
      row={row}
      connectionId={connectionId}
      now={now}
      hasActions={isOpen}
      {...(maySettle(row)
        ? {
            selected: selection.has(row.id),
            onSelect: (selected: boolean) => selection.setMany([row.id], selected),
            onAdopt: () => setAdopting([row]),
          }
        : {})}
    />
  )
  return (
    <>
      {said ? <Notice live title={said} /> : null}
      <Table label={t('list.label')} row="l" className="stack">
        <TableHead>
          {isOpen ? (
            <HeadCell className="w-8">
              {selectable.length > 0 ? (
                <Checkbox
                  ariaLabel={tDrift('list.selectAll')}
                  checked={chosen.length === selectable.length}
                  indeterminate={chosen.length > 0 && chosen.length < selectable.length}
                  onCheckedChange={(checked) =>
                    selection.setMany(
                      selectable.map((row) => row.id),
                      checked,
                    )
                  }
                />
              ) : null}
            </HeadCell>
          ) : null}
          <HeadCell>{t('list.channel')}</HeadCell>
          <HeadCell>{tDrift('list.known')}</HeadCell>
          <HeadCell>{tDrift('list.found')}</HeadCell>
          <HeadCell>{tDrift(isOpen ? 'list.since' : 'list.closed')}</HeadCell>
          {isOpen ? (
            <HeadCell>
              <span className="sr-only">{tDrift('list.act')}</span>
            </HeadCell>
          ) : null}
        </TableHead>
        <tbody>
          {isOpen
            ? channelDriftKinds.map((kind) => {
                const group = rows.filter((row) => row.kind === kind)
                if (group.length === 0) return null
                return [
                  <GroupRow key={kind} span={6}>
                    <span className="flex flex-wrap items-baseline gap-x-3">
                      <span className="text-amethyst">{t(`kinds.${kind}`)}</span>
                      <span className="font-normal text-12 text-ink-3">{t(`kindHints.${kind}`)}</span>
                    </span>
                  </GroupRow>,
                  ...group.map(line),
                ]
              })
            : rows.map(line)}
        </tbody>
      </Table>
      {chosen.length > 0 ? (
        <div className="sticky bottom-3 z-10 flex flex-wrap items-center gap-2 rounded-dialog border border-line bg-surface px-4 py-2.5 shadow-lift max-tablet:bottom-16">
          <span role="status" className="mr-auto">
            {tDrift('bulk.chosen', { count: formatCount(chosen.length) })}
          </span>
          <Button variant="ghost" onClick={selection.clear}>
            {tDrift('bulk.clear')}
          </Button>
          <Button onClick={() => setAdopting(chosen)}>
            {tDrift('bulk.adopt', { count: formatCount(chosen.length) })}
          </Button>
          <RestoreChosen connectionId={connectionId} chosen={chosen} />
        </div>
      ) : null}
      {adopting ? (
        <AdoptChannelDialog
          connectionId={connectionId}
          driftIds={adopting.map((row) => row.id)}
          onClose={() => setAdopting(null)}
          onDone={(words) => {
            setSaid(words)
            selection.clear()
          }}
        />
      ) : null}
    </>
  )
}

/** To the slip that restores them all; the account default has a page of its own for that. */
function RestoreChosen({ connectionId, chosen }: { connectionId: string; chosen: readonly ChannelDriftLine[] }) {
  const t = useTranslations('channel-drift.slip')
  const ids = chosen.filter((row) => row.channelId !== ACCOUNT_DEFAULT).map((row) => row.id)
  if (ids.length === 0) return <span className="text-12 text-ink-3">{t('defaultAlone')}</span>
  if (ids.length > MOST_RESTORED)
    return <span className="text-12 text-ink-3">{t('most', { most: MOST_RESTORED })}</span>
  const query = new URLSearchParams({ connection: connectionId, drift: ids.join(',') })
  return (
    <ButtonLink variant="primary" href={`/drift/channels/restore?${query}` as Route} prefetch={false}>
      {t('open', { count: ids.length })}
    </ButtonLink>
  )
}
