'use client'
import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Icon } from '@/components/ui/icon'
import { Mono } from '@/components/ui/mono'
import { type StateName, stateLook } from '@/components/ui/state'
import type { TestResult } from '@/lib/connections/test-connection'
import { formatClock, formatDuration } from '@/lib/format'
import { useAdvice } from './use-advice'

const looks: Record<TestResult['outcome'], { state: StateName; edge: string }> = {
  works: { state: 'verified', edge: 'border-l-malachite' },
  refused: { state: 'failed', edge: 'border-l-cinnabar' },
  busy: { state: 'unknown', edge: 'border-l-line-strong' },
  unreachable: { state: 'unknown', edge: 'border-l-line-strong' },
  no_answer: { state: 'unknown', edge: 'border-l-line-strong' },
  unreadable: { state: 'unknown', edge: 'border-l-line-strong' },
}

/** What one test found: the verdict, what to do, and the upstream's own words as evidence. */
export function TestReport({ result, kind }: { result: TestResult; kind: 'wechat' | 'polyv' }) {
  const t = useTranslations('connections.test')
  const locale = useLocale()
  const advise = useAdvice(kind)
  const look = looks[result.outcome]
  const { glyph, pigment } = stateLook(look.state)
  const latency = formatDuration(result.latencyMs, locale)
  const message = result.message ?? ''
  const hints: Record<TestResult['outcome'], string | null> = {
    works: null,
    refused: result.advice ? advise(result.advice) : null,
    busy: t('busyHint', { message }),
    unreachable: t('unreachableHint', { message }),
    no_answer: t('noAnswerHint', { message }),
    unreadable: t('unreadableHint', { message }),
  }
  return (
    <div className={`border-l-2 py-0.5 pl-3 ${look.edge}`}>
      <p className={`flex items-center gap-1.5 font-medium ${pigment}`}>
        <Icon name={glyph} small />
        {result.outcome === 'works' ? t('works', { latency }) : t(result.outcome)}
      </p>
      {hints[result.outcome] ? <p className="text-ink-2">{hints[result.outcome]}</p> : null}
      <dl className="mt-1 flex flex-wrap gap-x-4 gap-y-0.5 text-12 text-ink-3">
        <Evidence label={t('endpoint')}>{result.endpoint}</Evidence>
        {result.httpStatus === null ? null : <Evidence label={t('httpStatus')}>{result.httpStatus}</Evidence>}
        {result.code && result.outcome !== 'works' ? <Evidence label={t('code')}>{result.code}</Evidence> : null}
        {result.rid ? <Evidence label={t('rid')}>{result.rid}</Evidence> : null}
        {result.outcome === 'works' ? null : <Evidence label={t('latency')}>{latency}</Evidence>}
        {result.clockOffsetMs === null ? null : (
          <Evidence label={t('clock')}>{`${(result.clockOffsetMs / 1_000).toFixed(1)} s`}</Evidence>
        )}
      </dl>
      {result.outcome === 'refused' && message ? <p className="text-12 break-words text-ink-3">{message}</p> : null}
      <p className="text-12 text-ink-3">
        <Mono>{formatClock(result.at)}</Mono> {t('notStored')}
      </p>
    </div>
  )
}

function Evidence({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex gap-1.5">
      <dt>{label}</dt>
      <dd>
        <Mono className="text-ink-2">{children}</Mono>
      </dd>
    </div>
  )
}
