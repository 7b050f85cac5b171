'use client'
import type { Route } from 'next'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import { settle } from '@/components/shell/reach'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Mono } from '@/components/ui/mono'
import { Notice } from '@/components/ui/notice'
import { RadioGroup } from '@/components/ui/radio-group'
import { type ExportFormat, exportFormats } from '@/lib/exports/schema'
import { requestExport } from './actions'

/** Asks for a file of what the explorer shows, and leads to where it will lie. */
export function ExportButton({ query }: { query: string }) {
  const t = useTranslations('exportJobs')
  const tErrors = useTranslations('errors')
  const locale = useLocale()
  const router = useRouter()
  const [isOpen, setIsOpen] = useState(false)
  const [format, setFormat] = useState<ExportFormat>('csv')
  const [problem, setProblem] = useState<string | null>(null)
  const [isPending, startTransition] = useTransition()
  const submit = () =>
    startTransition(async () => {
      setProblem(null)
      const result = await settle(() => requestExport({ format, query, locale }))
      if (result.ok) router.push('/audit/exports' as Route)
      else setProblem(result.code === 'too_many' ? t('dialog.tooMany') : tErrors(result.code))
    })
  return (
    <>
      <Button icon="download" onClick={() => setIsOpen(true)}>
        {t('open')}
      </Button>
      <Dialog
        open={isOpen}
        onOpenChange={setIsOpen}
        title={t('dialog.title')}
        description={t('dialog.description')}
        actions={
          <>
            <Button onClick={() => setIsOpen(false)}>{t('dialog.cancel')}</Button>
            <Button variant="primary" onClick={submit} pending={isPending && t('dialog.submitting')}>
              {t('dialog.submit')}
            </Button>
          </>
        }
      >
        <p className="break-words">
          <span className="mr-3 text-ink-3">{t('dialog.scope')}</span>
          {query ? <Mono>{query}</Mono> : t('dialog.everything')}
        </p>
        <Field label={t('dialog.format')} group>
          <RadioGroup
            stacked
            value={format}
            onValueChange={setFormat}
            options={exportFormats.map((value) => ({
              value,
              label: t(`format.${value}`),
              hint: t(`formatNote.${value}`),
            }))}
          />
        </Field>
        <Link href={'/audit/exports' as Route} prefetch={false} className="text-12">
          {t('list')}
        </Link>
        {problem ? <Notice tone="danger" live title={problem} /> : null}
      </Dialog>
    </>
  )
}
