'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { postForFile } from '@/components/import/post'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'

const EXAMPLE = [
  'wx0123456789abcdef',
  '星河短剧',
  '杭州星河文化传媒有限公司',
  '林知夏',
  'HT-2026-118',
  '2027-03-31',
  '重点，华东',
  '',
]

/** A sheet with the right headings and one row that shows how it is filled in. */
export function TemplateButton({ columns }: { columns: readonly string[] }) {
  const t = useTranslations('licensees.import')
  const tErrors = useTranslations('errors')
  const [isPending, setIsPending] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const download = async () => {
    setIsPending(true)
    const name = 'licensees-template'
    const body = JSON.stringify({ format: 'xlsx', name, columns, rows: [EXAMPLE] })
    const refusal = await postForFile('/api/sheets/file', body, `${name}.xlsx`)
    setProblem(refusal ? tErrors(refusal.code) : null)
    setIsPending(false)
  }
  return (
    <>
      <Button size="sm" variant="ghost" icon="download" pending={isPending && t('preparing')} onClick={download}>
        {t('template')}
      </Button>
      {problem ? <Notice tone="danger" live title={problem} /> : null}
    </>
  )
}
