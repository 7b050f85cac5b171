'use client'
import { useLocale, useTranslations } from 'next-intl'
import { Notice } from '@/components/ui/notice'
import { Progress as ProgressBar } from '@/components/ui/progress'
import { formatClock, formatCount, formatEstimate, formatShortDateTime } from '@/lib/format'
import type { Progress } from '@/lib/operations/schema'
import { CancelControl } from './cancel-control'

type RunningPartProps = { progress: Progress; operationId: string; canCancel: boolean; isUnreachable: boolean }

/** While the work goes on: how far, how fast, until when, why it rests, and how to stop it. */
export function RunningPart({ progress, operationId, canCancel, isUnreachable }: RunningPartProps) {
  const t = useTranslations('operations.live')
  const tLive = useTranslations('receipt.live')
  const { sent, settled, toSend, reconciling, isCancelling, neverSent } = progress
  return (
    <section aria-label={t('label')} className="mt-3 grid gap-2 border-t border-line pt-3">
      <ProgressBar
        label={t('step', { sent: formatCount(sent), settled: formatCount(settled) })}
        done={sent + neverSent + settled}
        total={toSend * 2}
      />
      <Pace progress={progress} />
      <Pause progress={progress} />
      {reconciling > 0 ? (
        <Notice tone="attention" title={t('reconciling', { count: formatCount(reconciling) })} />
      ) : null}
      {isUnreachable ? <Notice tone="attention" title={t('unreachable')} /> : null}
      <div className="flex flex-wrap items-center gap-3">
        <p className="text-12 text-ink-3">
          {isCancelling ? t('cancelling') : t('leave')}
          {neverSent > 0 ? ` ${tLive('neverSent', { count: formatCount(neverSent) })}` : ''}
        </p>
        {isCancelling ? null : <CancelControl operationId={operationId} canCancel={canCancel} />}
      </div>
    </section>
  )
}

function Pace({ progress }: { progress: Progress }) {
  const t = useTranslations('operations.live')
  const tLive = useTranslations('receipt.live')
  const locale = useLocale()
  const { state, callsPerSecond, itemsPerSecond, finishAt, now, pause } = progress
  const facts: string[] = []
  if (state === 'queued') facts.push(t('queued'))
  if (itemsPerSecond) facts.push(tLive('items', { count: rateText(itemsPerSecond) }))
  if (callsPerSecond) facts.push(t('pace', { pace: rateText(callsPerSecond) }))
  if (finishAt) {
    const left = Math.max(0, Date.parse(finishAt) - Date.parse(now))
    facts.push(tLive('finish', { time: whenText(finishAt, left), left: formatEstimate(left, locale) }))
  } else if (state === 'running' && pause === null) facts.push(t('estimating'))
  return (
    <p role="status" className="flex flex-wrap gap-x-4 text-12 text-ink-2">
      {facts.map((fact) => (
        <span key={fact}>{fact}</span>
      ))}
    </p>
  )
}

/** Why nothing is sent just now, and when it goes on by itself. */
function Pause({ progress: { pause, state, wakeAt } }: { progress: Progress }) {
  const t = useTranslations('operations.live')
  const tPause = useTranslations('receipt.live.pause')
  if (pause) {
    const isLoud = pause.reason === 'quota' || pause.reason === 'rate_limited' || pause.reason === 'retry'
    const time = pause.until ? formatShortDateTime(pause.until) : ''
    return (
      <Notice tone={isLoud ? 'attention' : 'note'} title={tPause(pause.reason)}>
        {pause.until ? tPause('until', { time: pause.reason === 'quota' ? time : formatClock(pause.until) }) : null}
        {pause.code ? ` ${tPause('code', { code: pause.code })}` : ''}
      </Notice>
    )
  }
  if (state !== 'waiting') return null
  return <Notice title={wakeAt ? t('waiting', { time: formatClock(wakeAt) }) : t('waitingSoon')} />
}

const rateText = (perSecond: number): string =>
  perSecond >= 10 ? formatCount(Math.round(perSecond)) : String(Math.round(perSecond * 10) / 10)

const whenText = (finishAt: string, leftMs: number): string =>
  leftMs > 12 * 3_600_000 ? formatShortDateTime(finishAt) : formatClock(finishAt)
