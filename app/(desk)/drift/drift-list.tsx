'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useSelection } from '@/components/data-table/use-selection'
import { Checkbox } from '@/components/ui/checkbox'
import { Notice } from '@/components/ui/notice'
import { GroupRow, HeadCell, Table, TableHead } from '@/components/ui/table'
import { type DriftKind, type DriftLine, driftKinds } from '@/lib/grants/drift-schema'
import { AdoptDialog } from './adopt-dialog'
import { DriftBar } from './drift-bar'
import { DriftRow } from './drift-row'
import { RestoredDialog, type RestoredSlips } from './restored-dialog'
import { useRestore } from './use-restore'

type DriftListProps = {
  connectionId: string
  rows: readonly DriftLine[]
  view: 'open' | 'closed'
  mayWrite: boolean
  now: string
}

/** The differences of this page by kind, and what may be done about those that are ticked. */
export function DriftList({ connectionId, rows, view, mayWrite, now }: DriftListProps) {
  const t = useTranslations('drift')
  const selection = useSelection()
  const [adopting, setAdopting] = useState<readonly DriftLine[] | null>(null)
  const [said, setSaid] = useState('')
  const [restored, setRestored] = useState<RestoredSlips | null>(null)
  const restore = useRestore(connectionId, setRestored)
  const isSelectable = mayWrite && view === 'open'
  const chosen = rows.filter((row) => selection.has(row.id))
  const groups =
    view === 'open' ? driftKinds.map((kind) => [kind, rows.filter((row) => row.kind === kind)] as const) : []
  const line = (row: DriftLine) => (
    <DriftRow
      key={row.id}
      row={row}
      connectionId={connectionId}
      now={now}
      {...(isSelectable
        ? {
            selected: selection.has(row.id),
            onSelect: (selected: boolean) => selection.setMany([row.id], selected),
            onAdopt: () => setAdopting([row]),
            onRestore: () => restore.run([row.id]),
            isBusy: restore.isPending,
          }
        : {})}
    />
  )
  return (
    <>
      {said ? <Notice live title={said} /> : null}
      {restore.refusal ? <Notice tone="danger" live title={restore.refusal} /> : null}
      <Table label={t('list.label')} row="l" className="stack">
        <TableHead>
          {isSelectable ? (
            <HeadCell className="w-8">
              <Checkbox
                ariaLabel={t('list.selectAll')}
                checked={chosen.length === rows.length}
                indeterminate={chosen.length > 0 && chosen.length < rows.length}
                onCheckedChange={(checked) =>
                  selection.setMany(
                    rows.map((row) => row.id),
                    checked,
                  )
                }
              />
            </HeadCell>
          ) : null}
          <HeadCell>{t('list.grant')}</HeadCell>
          <HeadCell>{t('list.known')}</HeadCell>
          <HeadCell>{t('list.found')}</HeadCell>
          <HeadCell>{t(view === 'open' ? 'list.since' : 'list.closed')}</HeadCell>
          {isSelectable ? (
            <HeadCell>
              <span className="sr-only">{t('list.act')}</span>
            </HeadCell>
          ) : null}
        </TableHead>
        <tbody>
          {view === 'open'
            ? groups.map(([kind, group]) =>
                group.length === 0 ? null : (
                  <Group key={kind} kind={kind} lines={group.map(line)} span={isSelectable ? 6 : 4} />
                ),
              )
            : rows.map(line)}
        </tbody>
      </Table>
      {isSelectable && chosen.length > 0 ? (
        <DriftBar
          connectionId={connectionId}
          chosen={chosen}
          onAdopt={() => setAdopting(chosen)}
          onRestore={(ids) => restore.run(ids)}
          isRestoring={restore.isPending}
          onClear={selection.clear}
        />
      ) : null}
      {adopting ? (
        <AdoptDialog
          connectionId={connectionId}
          drifts={adopting}
          onClose={() => setAdopting(null)}
          onDone={(words) => {
            setSaid(words)
            selection.clear()
          }}
        />
      ) : null}
      {restored ? <RestoredDialog restored={restored} onClose={() => setRestored(null)} /> : null}
    </>
  )
}

function Group({ kind, lines, span }: { kind: DriftKind; lines: React.ReactNode[]; span: number }) {
  const t = useTranslations('drift')
  return (
    <>
      <GroupRow span={span}>
        <span className="flex flex-wrap items-baseline gap-x-3">
          <span className="text-amethyst">{t(`kinds.${kind}`)}</span>
          <span className="font-normal text-12 text-ink-3">{t(`kindHints.${kind}`)}</span>
        </span>
      </GroupRow>
      {lines}
    </>
  )
}
