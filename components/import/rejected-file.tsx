'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import type { ActionFailure } from '@/lib/errors'
import { columnLetter, type SheetContent } from '@/lib/sheets/schema'
import type { CheckedRow, ImportField } from './import-field'
import { postForFile } from './post'

type Props<Key extends string, Value> = {
  name: string
  content: SheetContent
  fields: readonly ImportField<Key>[]
  rejected: readonly CheckedRow<Key, Value>[]
}

/** Hands back the rows that were not taken, as they stood, with a column that says why. */
export function RejectedFile<Key extends string, Value>({ name, content, fields, rejected }: Props<Key, Value>) {
  const t = useTranslations('sheets.rejected')
  const tErrors = useTranslations('errors')
  const [pending, setPending] = useState<'csv' | 'xlsx' | null>(null)
  const [refusal, setRefusal] = useState<ActionFailure | null>(null)

  const download = async (format: 'csv' | 'xlsx') => {
    setPending(format)
    const columns = content.columns.map((heading, index) => heading || columnLetter(index))
    const rows = rejected.map(({ row, problems, rowProblem }) => {
      const told = fields.flatMap(({ key, label }) =>
        problems[key] ? [t('entry', { label, problem: problems[key] })] : [],
      )
      return [...row.cells, String(row.line), [...(rowProblem ? [rowProblem] : []), ...told].join(t('between'))]
    })
    const body = JSON.stringify({ format, name, columns: [...columns, t('line'), t('problem')], rows })
    setRefusal(await postForFile('/api/sheets/file', body, `${name}.${format}`))
    setPending(null)
  }
  return (
    <>
      {(['xlsx', 'csv'] as const).map((format) => (
        <Button
          key={format}
          size="sm"
          icon="download"
          pending={pending === format && t('preparing')}
          disabled={pending !== null}
          onClick={() => download(format)}
        >
          {t(format, { count: rejected.length })}
        </Button>
      ))}
      {refusal ? <Notice tone="danger" live title={tErrors(refusal.code)} /> : null}
    </>
  )
}
