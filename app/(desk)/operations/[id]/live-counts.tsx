'use client'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { type Count, CountsBar } from '@/components/operation/counts-bar'
import { Notice } from '@/components/ui/notice'
import { Progress as ProgressBar } from '@/components/ui/progress'
import { formatClock } from '@/lib/format'
import type { Progress } from '@/lib/operations/schema'
import { CancelControl } from './cancel-control'
import { useProgress } from './use-progress'

type LiveCountsProps = { operationId: string; initial: Progress; canCancel: boolean }

/** The counts of a receipt, and while it runs its pace and its end. */
export function LiveCounts(props: LiveCountsProps) {
  const [client] = useState(() => new QueryClient())
  return (
    <QueryClientProvider client={client}>
      <Counts {...props} />
    </QueryClientProvider>
  )
}

function Counts({ operationId, initial, canCancel }: LiveCountsProps) {
  const { progress, isUnreachable } = useProgress(operationId, initial)
  const t = useTranslations('operations.counts')
  return (
    <div className="mt-[18px]">
      <CountsBar counts={toCounts(progress, t)} label={t('label')} totalLabel={t('total')} />
      {progress.state === 'done' ? null : (
        <Running progress={progress} operationId={operationId} canCancel={canCancel} isUnreachable={isUnreachable} />
      )}
    </div>
  )
}

type CountWords = ReturnType<typeof useTranslations<'operations.counts'>>

function toCounts({ counts }: Progress, t: CountWords): Count[] {
  const shown: Count[] = [
    { kind: 'verified', value: counts.verified },
    { kind: 'failed', value: counts.failed },
    { kind: 'mismatch', value: counts.mismatch + counts.partial },
    { kind: 'unknown', value: counts.unknown },
    { kind: 'pending', value: counts.pending, label: t('pending') },
    { kind: 'cancelled', value: counts.cancelled, label: t('cancelled') },
    { kind: 'skipped', value: counts.skipped, label: t('skipped') },
    { kind: 'blocked', value: counts.blocked, label: t('blocked') },
  ]
  return shown.filter(({ kind, value }) => value > 0 || kind === 'verified' || kind === 'failed' || kind === 'unknown')
}

type RunningProps = { progress: Progress; operationId: string; canCancel: boolean; isUnreachable: boolean }

function Running({ progress, operationId, canCancel, isUnreachable }: RunningProps) {
  const t = useTranslations('operations.live')
  const { sent, settled, toSend, reconciling, isCancelling } = progress
  return (
    <section aria-label={t('label')} className="mt-3 grid gap-2 border-t border-line pt-3">
      <ProgressBar
        label={t('step', { sent: String(sent), settled: String(settled) })}
        done={sent + settled}
        total={toSend * 2}
      />
      <p role="status" className="text-12 text-ink-2">
        {[paceText(progress, t), endText(progress, t)].filter(Boolean).join('　')}
      </p>
      {reconciling > 0 ? <Notice tone="attention" title={t('reconciling', { count: String(reconciling) })} /> : null}
      {isUnreachable ? <Notice tone="attention" title={t('unreachable')} /> : null}
      <div className="flex flex-wrap items-center gap-3">
        <p className="text-12 text-ink-3">{isCancelling ? t('cancelling') : t('leave')}</p>
        {isCancelling ? null : <CancelControl operationId={operationId} canCancel={canCancel} />}
      </div>
    </section>
  )
}

type LiveWords = ReturnType<typeof useTranslations<'operations.live'>>

function paceText({ state, callsPerSecond }: Progress, t: LiveWords): string {
  return state === 'running' && callsPerSecond !== null ? t('pace', { pace: String(callsPerSecond) }) : ''
}

function endText({ state, finishAt, wakeAt }: Progress, t: LiveWords): string {
  if (state === 'queued') return t('queued')
  if (state === 'waiting') return wakeAt ? t('waiting', { time: formatClock(wakeAt) }) : t('waitingSoon')
  return finishAt ? t('finish', { time: formatClock(finishAt) }) : t('estimating')
}
