'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { post } from '@/components/import/post'
import { SectionTitle } from '@/components/shell/section-title'
import { Button } from '@/components/ui/button'
import { Mono } from '@/components/ui/mono'
import { Notice } from '@/components/ui/notice'
import type { ActionFailure } from '@/lib/errors'
import { formatCount } from '@/lib/format'
import type { ImportOutcome, LicenseeRow } from '@/lib/licensees/import-schema'
import type { ImportedCounts } from './import-done'

type Props = {
  good: readonly { line: number; value: LicenseeRow }[]
  rejectedCount: number
  fileName: string
  onDone: (counts: ImportedCounts) => void
}

type Counted = { rows: Props['good']; outcome: ImportOutcome }
const LINES_SHOWN = 20

/** First counts what the good rows would change, then writes exactly those, in one go. */
export function ApplyPanel({ good, rejectedCount, fileName, onDone }: Props) {
  const t = useTranslations('licensees.import')
  const tErrors = useTranslations('errors')
  const [counted, setCounted] = useState<Counted | null>(null)
  const [pending, setPending] = useState<'count' | 'write' | null>(null)
  const [refusal, setRefusal] = useState<ActionFailure | null>(null)
  // An edit after the count makes it a count of something else.
  const outcome = counted?.rows === good ? counted.outcome : null

  const send = async (isPreview: boolean) => {
    setPending(isPreview ? 'count' : 'write')
    setRefusal(null)
    const rows = good.map(({ line, value }) => ({ ...value, line, tags: value.tags.join('，') }))
    const result = await post<ImportOutcome>(
      '/api/licensees/import',
      JSON.stringify({ fileName: fileName.slice(0, 200), isPreview, rows }),
    )
    setPending(null)
    if (!result.ok) return setRefusal(result)
    if (isPreview) setCounted({ rows: good, outcome: result.data })
    else onDone({ ...result.data, left: rejectedCount })
  }

  const writes = outcome ? outcome.added + outcome.changed : 0
  const isBlocked = outcome ? outcome.nameless.length > 0 || writes === 0 : false
  return (
    <section className="grid gap-3">
      <SectionTitle note={t('allOrNone')}>{t('apply')}</SectionTitle>
      {good.length === 0 ? <p className="text-ink-2">{t('noGoodRows')}</p> : null}
      {rejectedCount > 0 && good.length > 0 ? (
        <Notice tone="attention" title={t('leftOut', { count: formatCount(rejectedCount) })} />
      ) : null}
      {outcome ? (
        <p role="status" className="font-medium">
          {t('counts', {
            added: formatCount(outcome.added),
            changed: formatCount(outcome.changed),
            same: formatCount(outcome.same),
          })}
        </p>
      ) : null}
      {outcome && outcome.nameless.length > 0 ? (
        <Notice tone="danger" live title={t('nameless')}>
          {outcome.nameless.slice(0, LINES_SHOWN).map(({ line, appid }) => (
            <span key={line} className="mr-3 inline-block">
              {t('line', { line })} <Mono>{appid}</Mono>
            </span>
          ))}
        </Notice>
      ) : null}
      {refusal ? (
        <Notice tone="danger" live title={refusal.code === 'conflict' ? t('overtaken') : tErrors(refusal.code)}>
          {refusal.referenceId ? <Mono>{refusal.referenceId}</Mono> : null}
        </Notice>
      ) : null}
      <div className="flex flex-wrap gap-2">
        {outcome ? (
          <Button
            variant="primary"
            disabled={isBlocked || pending !== null}
            pending={pending === 'write' && t('writing', { count: formatCount(writes) })}
            onClick={() => send(false)}
          >
            {t(writes > 0 ? 'write' : 'nothingToWrite', { count: formatCount(writes) })}
          </Button>
        ) : (
          <Button
            variant="primary"
            disabled={good.length === 0 || pending !== null}
            pending={pending === 'count' && t('counting')}
            onClick={() => send(true)}
          >
            {t('count', { count: formatCount(good.length) })}
          </Button>
        )}
      </div>
    </section>
  )
}
