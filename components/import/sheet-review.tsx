'use client'
import { useTranslations } from 'next-intl'
import { type ReactNode, useMemo, useState } from 'react'
import { SectionTitle } from '@/components/shell/section-title'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { Segmented } from '@/components/ui/segmented'
import { Switch } from '@/components/ui/switch'
import { formatCount } from '@/lib/format'
import { type ColumnMapping, guessColumns } from '@/lib/sheets/columns-schema'
import type { CellProblem, SheetContent } from '@/lib/sheets/schema'
import { editCell } from './check-rows'
import { ColumnChoice } from './column-choice'
import { type ImportField, isGood, type RowCheck } from './import-field'
import { RejectedFile } from './rejected-file'
import { RowsGrid } from './rows-grid'
import { useCheckedRows } from './use-checked-rows'

type ReadyRows<Value> = {
  good: readonly { line: number; value: Value }[]
  /** Rows that are left out. */
  rejectedCount: number
  fileName: string
}

export type SheetReviewProps<Key extends string, Value> = {
  content: SheetContent
  name: string
  fields: readonly ImportField<Key>[]
  checkRow: (values: Record<Key, string>) => RowCheck<Key, Value>
  /** Rows of the same identity repeat one another. */
  identityOf: (value: Value) => string
  /** Where a repeat is marked. */
  identityField: Key
  onOtherFile: () => void
  /** What is done with the good rows. The list is the same one until a row changes. */
  renderApply: (ready: ReadyRows<Value>) => ReactNode
}

type View = 'bad' | 'all'

export function SheetReview<Key extends string, Value>(props: SheetReviewProps<Key, Value>) {
  const { content, name, fields, checkRow, identityOf, identityField, onOtherFile, renderApply } = props
  const t = useTranslations('sheets')
  const [isHeadless, setIsHeadless] = useState(content.headingLine === null)
  const sheet = useMemo(() => withHeading(content, !isHeadless), [content, isHeadless])
  const [mapping, setMapping] = useState<ColumnMapping<Key>>(() => guessColumns(content.columns, fields))
  const [edits, setEdits] = useState<ReadonlyMap<number, SheetContent['rows'][number]>>(new Map())
  const [view, setView] = useState<View>('bad')

  const rows = useMemo(
    () => (edits.size === 0 ? sheet.rows : sheet.rows.map((row) => edits.get(row.line) ?? row)),
    [sheet, edits],
  )
  const sayProblem = (problem: CellProblem) => t(`cell.${problem}`)
  const checked = useCheckedRows(
    rows,
    { fields, mapping, checkRow, sayProblem },
    { identityOf, field: identityField, say: (line) => t('cell.repeats', { line }) },
  )
  const missing = fields.filter(({ key, isRequired }) => isRequired && mapping[key] === null)
  const good = useMemo(
    () => checked?.filter(isGood).map(({ row, value }) => ({ line: row.line, value })) ?? [],
    [checked],
  )
  const rejected = useMemo(() => checked?.filter((row) => !isGood(row)) ?? [], [checked])
  // A row that was just mended stays in view, so that the cursor does not lose its place.
  const shown =
    view === 'all' ? (checked ?? []) : (checked?.filter((row) => !isGood(row) || edits.has(row.row.line)) ?? [])

  const edit = (line: number, column: number, text: string) => {
    const row = rows.find((candidate) => candidate.line === line)
    if (row) setEdits((before) => new Map(before).set(line, editCell(row, column, text)))
  }

  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
      <section>
        <SectionTitle
          note={t('mapping.note', { name, rows: formatCount(sheet.rows.length), encoding: content.encoding ?? 'XLSX' })}
          actions={
            <Button size="sm" onClick={onOtherFile}>
              {t('otherFile')}
            </Button>
          }
        >
          {t('mapping.title')}
        </SectionTitle>
        <div className="py-2">
          <Switch
            checked={!isHeadless}
            onCheckedChange={(hasHeading) => {
              setIsHeadless(!hasHeading)
              setEdits(new Map())
              setMapping(guessColumns(withHeading(content, hasHeading).columns, fields))
            }}
          >
            {t('mapping.hasHeading', { line: content.headingLine ?? content.rows[0]?.line ?? 1 })}
          </Switch>
        </div>
        <ColumnChoice content={sheet} fields={fields} mapping={mapping} onChange={setMapping} />
      </section>
      {missing.length > 0 ? (
        <Notice
          tone="attention"
          live
          title={t('mapping.missing', { fields: missing.map(({ label }) => label).join(t('mapping.and')) })}
        />
      ) : (
        <section aria-busy={checked === null}>
          <SectionTitle
            note={
              checked
                ? t('rows.note', { good: formatCount(good.length), bad: formatCount(rejected.length) })
                : t('rows.checking')
            }
            actions={
              <Segmented
                ariaLabel={t('rows.view')}
                value={view}
                onValueChange={setView}
                options={[
                  { value: 'bad', label: t('rows.viewBad') },
                  { value: 'all', label: t('rows.viewAll') },
                ]}
              />
            }
          >
            {t('rows.title')}
          </SectionTitle>
          {shown.length > 0 ? (
            <RowsGrid fields={fields} mapping={mapping} rows={shown} edited={edits} onEdit={edit} />
          ) : (
            <p className="py-3 text-ink-2" role="status">
              {checked ? t('rows.allGood') : t('rows.checking')}
            </p>
          )}
          {rejected.length > 0 ? (
            <div className="mt-3 flex flex-wrap items-center gap-2">
              <span className="text-12 text-ink-2">{t('rejected.lead')}</span>
              <RejectedFile name={t('rejected.fileName')} content={sheet} fields={fields} rejected={rejected} />
            </div>
          ) : null}
        </section>
      )}
      {checked && missing.length === 0 ? renderApply({ good, rejectedCount: rejected.length, fileName: name }) : null}
    </div>
  )
}

/** The same sheet with its first row taken for the heading, or for data. */
function withHeading(content: SheetContent, hasHeading: boolean): SheetContent {
  const { headingLine, columns, rows } = content
  if (hasHeading === (headingLine !== null)) return content
  if (headingLine !== null) {
    const first = { line: headingLine, cells: columns }
    return { ...content, headingLine: null, columns: columns.map(() => ''), rows: [first, ...rows] }
  }
  const [first, ...rest] = rows
  return first ? { ...content, headingLine: first.line, columns: first.cells, rows: rest } : content
}
