'use client'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import type { ImportField, RowCheck } from '@/components/import/import-field'
import { SheetImport } from '@/components/import/sheet-import'
import {
  checkWhitelistRow,
  memberKey,
  type WhitelistColumn,
  type WhitelistEntryRow,
  whitelistColumns,
  whitelistSynonyms,
} from '@/lib/channels/whitelist-import-schema'
import type { ListPlace } from '../search-params'
import { PlanPanel } from './plan-panel'
import { TemplateButton } from './template-button'

/** A sheet onto the list: file → columns → rows → what will happen → submitted, followed on its receipt. */
export function ImportForm({ place }: { place: ListPlace }) {
  const t = useTranslations('whitelist')
  const fields: ImportField<WhitelistColumn>[] = useMemo(
    () =>
      whitelistColumns.map((key) => ({
        key,
        label: t(`column.${key}`),
        synonyms: [t(`column.${key}`), ...whitelistSynonyms[key]],
        isRequired: key === 'code',
      })),
    [t],
  )
  const checkRow = (values: Record<WhitelistColumn, string>): RowCheck<WhitelistColumn, WhitelistEntryRow> => {
    const { value, problems } = checkWhitelistRow(values)
    if (value) return { value }
    const said = Object.entries(problems).map(([key, problem]) => [key, t(`import.problem.${problem}`)])
    return { problems: Object.fromEntries(said) as Partial<Record<WhitelistColumn, string>> }
  }
  return (
    <SheetImport
      fields={fields}
      checkRow={checkRow}
      identityOf={(row) => memberKey(row.code)}
      identityField="code"
      pickerNote={<TemplateButton columns={fields.map(({ label }) => label)} />}
      renderApply={({ good, rejectedCount, fileName }) => (
        <PlanPanel place={place} good={good} rejectedCount={rejectedCount} fileName={fileName} />
      )}
    />
  )
}
