'use client'
import type { Route } from 'next'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { formatClock } from '@/lib/format'
import type { useSlip } from './use-slip'

type SaveLineProps = {
  saving: ReturnType<typeof useSlip>
  parent: { id: string; number: number } | null
  mayWrite: boolean
}

/** Whether what is on screen is safe, and what to do when somebody else saved the same slip. */
export function SaveLine({ saving, parent, mayWrite }: SaveLineProps) {
  const t = useTranslations('composer.save')
  const tGrants = useTranslations('grants.compose')
  const { saved, isSaving, refusal } = saving
  const detail = refusal?.code === 'conflict' ? (refusal.detail ?? {}) : null
  const words = isSaving ? t('saving') : saved ? tGrants('savedAt', { time: formatClock(saved.savedAt) }) : ''
  return (
    <>
      <div className="flex min-h-9 flex-wrap items-center gap-3 text-12 text-ink-3">
        <span role="status">{refusal ? '' : words}</span>
        {parent ? (
          <Link className="link" href={`/operations/R-${parent.number}` as Route}>
            {t('parent', { number: parent.number })}
          </Link>
        ) : null}
        {saving.isEmpty ? null : (
          <Button variant="ghost" size="sm" className="ml-auto" onClick={saving.clear}>
            {tGrants('clear')}
          </Button>
        )}
      </div>
      {refusal && !detail && mayWrite ? <Notice tone="attention" live className="mb-3" title={t('failed')} /> : null}
      {detail ? (
        <Notice
          tone="attention"
          live
          className="mb-3"
          title={
            typeof detail.operationNumber === 'number'
              ? t('submitted', { number: detail.operationNumber })
              : t('newer', { time: typeof detail.savedAt === 'string' ? formatClock(detail.savedAt) : '' })
          }
          action={
            <>
              <Button size="sm" onClick={saving.loadSaved}>
                {t('load')}
              </Button>
              <Button size="sm" onClick={saving.saveAsNew}>
                {t('saveAsNew')}
              </Button>
            </>
          }
        >
          {t('choose')}
        </Notice>
      ) : null}
    </>
  )
}
