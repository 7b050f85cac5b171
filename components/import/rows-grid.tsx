'use client'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useTranslations } from 'next-intl'
import { useRef } from 'react'
import type { ColumnMapping } from '@/lib/sheets/columns-schema'
import { GridRow } from './grid-row'
import type { CheckedRow, ImportField } from './import-field'

const ROW_HEIGHT = 34

type RowsGridProps<Key extends string, Value> = {
  fields: readonly ImportField<Key>[]
  mapping: ColumnMapping<Key>
  rows: readonly CheckedRow<Key, Value>[]
  /** Rows typed into, by line: their cells stay open for typing. */
  edited: ReadonlyMap<number, unknown>
  onEdit: (line: number, column: number, text: string) => void
}

/** The rows of a sheet and what is wrong with them. Only those in view are drawn; cells of a bad row can be typed over. */
export function RowsGrid<Key extends string, Value>({
  fields,
  mapping,
  rows,
  edited,
  onEdit,
}: RowsGridProps<Key, Value>) {
  const t = useTranslations('sheets.rows')
  const scroller = useRef<HTMLElement>(null)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => rows[index]?.row.line ?? index,
    overscan: 8,
  })
  const items = virtual.getVirtualItems()
  const before = items[0]?.start ?? 0
  const after = virtual.getTotalSize() - (items.at(-1)?.end ?? 0)
  const shown = fields.filter(({ key }) => mapping[key] !== null)
  const span = shown.length + 2
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section ref={scroller} tabIndex={0} aria-label={t('label')} className="max-h-[440px] overflow-auto">
      <table className="tbl" aria-rowcount={rows.length + 1}>
        <thead className="[&_th]:sticky [&_th]:top-0 [&_th]:z-2 [&_th]:bg-bg">
          <tr>
            <th scope="col" className="num">
              {t('line')}
            </th>
            <th scope="col">{t('state')}</th>
            {shown.map(({ key, label }) => (
              <th key={key} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {before > 0 ? <Gap height={before} span={span} /> : null}
          {items.map(({ index }) => {
            const checked = rows[index]
            return checked ? (
              <GridRow
                key={checked.row.line}
                checked={checked}
                index={index}
                fields={shown}
                mapping={mapping}
                isOpen={checked.value === null || edited.has(checked.row.line)}
                onEdit={onEdit}
              />
            ) : null
          })}
          {after > 0 ? <Gap height={after} span={span} /> : null}
        </tbody>
      </table>
    </section>
  )
}

/** Stands for the rows that are out of view. */
function Gap({ height, span }: { height: number; span: number }) {
  return (
    <tr>
      <td colSpan={span} style={{ height }} />
    </tr>
  )
}
