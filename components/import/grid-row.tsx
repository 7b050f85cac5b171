'use client'
import { useTranslations } from 'next-intl'
import { State } from '@/components/ui/state'
import type { ColumnMapping } from '@/lib/sheets/columns-schema'
import type { CheckedRow, ImportField } from './import-field'

type GridRowProps<Key extends string, Value> = {
  checked: CheckedRow<Key, Value>
  index: number
  fields: readonly ImportField<Key>[]
  mapping: ColumnMapping<Key>
  /** Its cells can be typed over. */
  isOpen: boolean
  onEdit: (line: number, column: number, text: string) => void
}

export function GridRow<Key extends string, Value>({
  checked,
  index,
  fields,
  mapping,
  isOpen,
  onEdit,
}: GridRowProps<Key, Value>) {
  const t = useTranslations('sheets.rows')
  const { row, values, problems, rowProblem, value } = checked
  const said = [rowProblem, ...fields.map(({ key }) => problems[key])].filter(Boolean).join(t('between'))
  return (
    <tr aria-rowindex={index + 2} className="h-[34px]">
      <td className="num mono text-ink-3">{row.line}</td>
      <td title={said}>
        {value === null ? (
          <State name="failed" className="max-w-[340px]">
            <span className="clip">{said || t('bad')}</span>
          </State>
        ) : (
          <State name="verified">{t('good')}</State>
        )}
      </td>
      {fields.map(({ key, label }) => {
        const column = mapping[key]
        const problem = problems[key]
        return (
          <td key={key} className="max-w-[260px]" title={problem ?? values[key]}>
            {isOpen && column !== null ? (
              <CellInput
                label={t(problem ? 'badCell' : 'cell', { field: label, line: row.line, problem: problem ?? '' })}
                text={values[key]}
                problem={problem}
                onCommit={(text) => onEdit(row.line, column, text)}
              />
            ) : (
              values[key] || <span className="text-ink-3">—</span>
            )}
          </td>
        )
      })}
    </tr>
  )
}

type CellInputProps = { label: string; text: string; problem: string | undefined; onCommit: (text: string) => void }

/** Takes what was typed when the person leaves the cell or presses Enter; Escape puts back what stood there. */
function CellInput({ label, text, problem, onCommit }: CellInputProps) {
  return (
    <input
      key={text}
      className="h-6 w-full min-w-24 border-b bg-transparent aria-invalid:border-cinnabar not-aria-invalid:border-line-strong"
      aria-label={label}
      aria-invalid={problem ? true : undefined}
      defaultValue={text}
      spellCheck={false}
      onBlur={(event) => {
        if (event.target.value !== text) onCommit(event.target.value)
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur()
        if (event.key !== 'Escape') return
        event.currentTarget.value = text
        event.currentTarget.blur()
      }}
    />
  )
}
