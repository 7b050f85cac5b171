'use client'
import { useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import type { ImportField, RowCheck } from '@/components/import/import-field'
import { SheetImport } from '@/components/import/sheet-import'
import {
  checkLicenseeRow,
  type ImportKey,
  importKeys,
  importSynonyms,
  type LicenseeRow,
} from '@/lib/licensees/import-schema'
import { ApplyPanel } from './apply-panel'
import { ImportDone, type ImportedCounts } from './import-done'
import { TemplateButton } from './template-button'

/** A customer list into the address book: file → columns → rows → what will change → written, all or none. */
export function ImportForm() {
  const t = useTranslations('licensees')
  const [done, setDone] = useState<ImportedCounts | null>(null)
  const fields: ImportField<ImportKey>[] = useMemo(
    () =>
      importKeys.map((key) => ({
        key,
        label: t(`column.${key}`),
        synonyms: [t(`column.${key}`), ...importSynonyms[key]],
        isRequired: key === 'appid',
      })),
    [t],
  )
  const checkRow = (values: Record<ImportKey, string>): RowCheck<ImportKey, LicenseeRow> => {
    const { value, problems } = checkLicenseeRow(values)
    if (value) return { value }
    const said = Object.entries(problems).map(([key, problem]) => [key, t(`form.problem.${problem}`)])
    return { problems: Object.fromEntries(said) as Partial<Record<ImportKey, string>> }
  }
  if (done) return <ImportDone counts={done} onAnother={() => setDone(null)} />
  return (
    <SheetImport
      fields={fields}
      checkRow={checkRow}
      identityOf={(row) => row.appid}
      identityField="appid"
      pickerNote={<TemplateButton columns={fields.map(({ label }) => label)} />}
      renderApply={({ good, rejectedCount, fileName }) => (
        <ApplyPanel good={good} rejectedCount={rejectedCount} fileName={fileName} onDone={setDone} />
      )}
    />
  )
}
