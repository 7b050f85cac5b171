'use client'
import { useTranslations } from 'next-intl'
import { Select } from '@/components/ui/select'
import { Cell, HeadCell, Table, TableHead } from '@/components/ui/table'
import type { ColumnMapping } from '@/lib/sheets/columns-schema'
import { columnLetter, type SheetContent } from '@/lib/sheets/schema'
import type { ImportField } from './import-field'

const SAMPLES = 3
const NONE = 'none'

type ColumnChoiceProps<Key extends string> = {
  content: SheetContent
  fields: readonly ImportField<Key>[]
  mapping: ColumnMapping<Key>
  onChange: (mapping: ColumnMapping<Key>) => void
}

/** Which column each field is read from, with what stands in its first rows. A column serves one field. */
export function ColumnChoice<Key extends string>({ content, fields, mapping, onChange }: ColumnChoiceProps<Key>) {
  const t = useTranslations('sheets.mapping')
  const options = [
    { value: NONE, label: t('none') },
    ...content.columns.map((heading, index) => ({
      value: String(index),
      label: heading || t('unnamed', { letter: columnLetter(index) }),
      detail: columnLetter(index),
    })),
  ]
  const choose = (key: Key, value: string) => {
    const index = value === NONE ? null : Number(value)
    const others = fields.map((field) => [field.key, mapping[field.key] === index ? null : mapping[field.key]])
    onChange({ ...(Object.fromEntries(others) as ColumnMapping<Key>), [key]: index })
  }
  return (
    <Table label={t('label')} row="l" fixedLayout>
      <TableHead stick={false}>
        <HeadCell style={{ width: '168px' }}>{t('field')}</HeadCell>
        <HeadCell style={{ width: '248px' }}>{t('column')}</HeadCell>
        <HeadCell className="max-tablet:hidden">{t('sample')}</HeadCell>
      </TableHead>
      <tbody>
        {fields.map(({ key, label, isRequired }) => {
          const index = mapping[key]
          const samples =
            index === null
              ? []
              : content.rows
                  .map(({ cells }) => cells[index])
                  .filter(Boolean)
                  .slice(0, SAMPLES)
          return (
            <tr key={key}>
              <Cell>
                {label} {isRequired ? <span className="text-12 text-ink-3">{t('required')}</span> : null}
              </Cell>
              <Cell>
                <Select
                  ariaLabel={t('columnFor', { field: label })}
                  value={index === null ? NONE : String(index)}
                  options={options}
                  onValueChange={(value) => choose(key, value)}
                />
              </Cell>
              <Cell className="text-ink-3 max-tablet:hidden">
                {samples.length > 0 ? samples.join(t('between')) : t('nothing')}
              </Cell>
            </tr>
          )
        })}
      </tbody>
    </Table>
  )
}
