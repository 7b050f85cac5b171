import type { Route } from 'next'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { State } from '@/components/ui/state'
import { formatCount, formatDateTime } from '@/lib/format'
import type { VerificationView } from '@/lib/integrity/schema'

/** What one run found, in words: that all holds, or the first thing that does not. */
export function VerificationLine({ run }: { run: VerificationView }) {
  const t = useTranslations('integrity.verify')
  if (run.finishedAt === null) return <State name="running">{t('running')}</State>
  if (run.result === null) return <State name="unknown">{t('unfinished')}</State>
  const { count, unsealed, waitingMs, batches, headsCompared, firstBad, behind, retired = [] } = run.result
  if (firstBad === null)
    return (
      <div>
        <State name="verified">{t('holds', { count: formatCount(count) })}</State>
        <p className="text-12 text-ink-3">
          {t('holdsMore', {
            unsealed: formatCount(unsealed),
            heads: formatCount(headsCompared),
            seconds: (run.seconds ?? 0).toFixed(1),
          })}
        </p>
        {waitingMs ? (
          <State name="warning">{t('waiting', { minutes: formatCount(Math.floor(waitingMs / 60_000)) })}</State>
        ) : null}
        {headsCompared < batches ? (
          <p className="text-12 text-ink-3">{t('unwritten', { count: formatCount(batches - headsCompared) })}</p>
        ) : null}
        {retired.length > 0 ? (
          <p className="text-12 text-ink-3">
            {t('retired', {
              events: formatCount(retired.reduce((sum, month) => sum + month.events, 0)),
              months: [retired[0]?.month, retired.length > 1 ? retired.at(-1)?.month : null]
                .filter(Boolean)
                .join(' – '),
            })}
          </p>
        ) : null}
      </div>
    )
  return (
    <div>
      <State name="failed">{t(`fault.${firstBad.fault}`)}</State>
      <p className="text-12">
        {t('first', {
          seq: firstBad.seq ?? '?',
          when: firstBad.occurredAt ? formatDateTime(firstBad.occurredAt, 'milli') : '—',
          batch: firstBad.batchNo === null ? '—' : formatCount(firstBad.batchNo + 1),
        })}{' '}
        {firstBad.id ? (
          <Link href={`/audit/${firstBad.id}` as Route} prefetch={false}>
            {t('open')}
          </Link>
        ) : null}
      </p>
      {behind ? (
        <p className="text-12">
          {t('behind', {
            sealed: formatCount(behind.sealed),
            sealedAt: behind.sealedAt ? formatDateTime(behind.sealedAt, 'milli') : '—',
            missing: formatCount(behind.missing),
            batches: formatCount(behind.batches),
            recordedAt: formatDateTime(behind.recordedAt, 'milli'),
          })}
        </p>
      ) : null}
      <p className="text-12 text-ink-3">{t('before', { count: formatCount(count) })}</p>
    </div>
  )
}
