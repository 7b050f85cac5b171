'use client'
import { useLocale, useTranslations } from 'next-intl'
import { Notice } from '@/components/ui/notice'
import { Progress } from '@/components/ui/progress'
import { RelativeTime } from '@/components/ui/relative-time'
import { State } from '@/components/ui/state'
import { formatCount, joinNames } from '@/lib/format'
import type { SweepState } from '@/lib/grants/drift-schema'
import { useSweep } from './use-sweep'

/** When the upstream was last compared, how far that went, and what could not be read. */
export function SweepStatus({
  connectionId,
  initial,
  now,
}: {
  connectionId: string
  initial: SweepState
  now: string
}) {
  const t = useTranslations('drift.sweep')
  const { sweep, isUnreachable } = useSweep(connectionId, initial)
  const when = (at: string | null) => () => (at ? <RelativeTime at={at} now={now} /> : <span>—</span>)
  const read = formatCount(sweep.rowsRead)
  if (sweep.state === 'running') {
    const expected = sweep.rowsExpected
    return (
      <div className="grid max-w-[560px] gap-1.5">
        <p role="status" className="flex flex-wrap gap-x-3">
          <State name="running">{expected === null ? t('running', { read }) : t('runningNow')}</State>
          <span className="text-ink-3">{isUnreachable ? t('unreachable') : t('leave')}</span>
        </p>
        {expected ? (
          <Progress label={t('progress')} done={Math.min(sweep.rowsRead, expected)} total={expected} />
        ) : null}
      </div>
    )
  }
  if (sweep.state === 'never') return <p className="text-ink-3">{t('never')}</p>
  if (sweep.state === 'done')
    return <p className="text-12 text-ink-3">{t.rich('done', { when: when(sweep.finishedAt), read })}</p>
  const full = sweep.lastFullAt ? <p>{t.rich('failedFull', { when: when(sweep.lastFullAt) })}</p> : null
  if (sweep.state === 'partial')
    return (
      <Notice tone="attention" title={t.rich('partial', { when: when(sweep.finishedAt) })}>
        <PartialWords sweep={sweep} />
        {full}
      </Notice>
    )
  return (
    <Notice
      tone="attention"
      title={t.rich(sweep.state === 'failed' ? 'failed' : 'interrupted', {
        when: when(sweep.state === 'failed' ? sweep.finishedAt : sweep.startedAt),
      })}
    >
      {sweep.error ? <p className="mono text-12">{sweep.error}</p> : null}
      {full}
    </Notice>
  )
}

function PartialWords({ sweep }: { sweep: SweepState }) {
  const t = useTranslations('drift.sweep')
  const locale = useLocale()
  const names = sweep.unreadable.map(({ appid, name }) => name ?? appid)
  const shown = sweep.unreadableCount > names.length ? [...names, t('partialMore')] : names
  return (
    <>
      {sweep.unreadableCount > 0 ? (
        <p>{t('partialWho', { count: formatCount(sweep.unreadableCount), names: joinNames(shown, locale) })}</p>
      ) : null}
      {sweep.accountUnread ? <p>{t('partialAccount')}</p> : null}
      {sweep.rowsExpected === null ? <p>{t('partialList')}</p> : null}
    </>
  )
}
