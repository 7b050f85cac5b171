'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { postForFile } from '@/components/import/post'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'

const EXAMPLES = [
  ['13800000000', '林知夏'],
  ['VIP-0118', '会员一百一十八'],
]

/** A sheet with the right headings and rows that show how it is filled in. */
export function TemplateButton({ columns }: { columns: readonly string[] }) {
  const t = useTranslations('whitelist.import')
  const tErrors = useTranslations('errors')
  const [isPending, setIsPending] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const download = async () => {
    setIsPending(true)
    const body = JSON.stringify({ format: 'xlsx', name: 'whitelist-template', columns, rows: EXAMPLES })
    const refusal = await postForFile('/api/sheets/file', body, 'whitelist-template.xlsx')
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
