'use client'
import { useLocale, useTranslations } from 'next-intl'
import { Notice } from '@/components/ui/notice'
import { Progress } from '@/components/ui/progress'
import { RelativeTime } from '@/components/ui/relative-time'
import { State } from '@/components/ui/state'
import type { ChannelSweepState } from '@/lib/channels/drift-schema'
import { formatCount, joinNames } from '@/lib/format'
import { useSweep } from '../use-sweep'

type Props = { connectionId: string; initial: ChannelSweepState; now: string }

/** When the channels were last compared, how far that went, and what could not be read. */
export function ChannelSweepStatus({ connectionId, initial, now }: Props) {
  const t = useTranslations('channel-drift.sweep')
  const locale = useLocale()
  const { sweep, isUnreachable } = useSweep(connectionId, initial, '/api/drift/channels/sweep')
  const when = (at: string | null) => () => (at ? <RelativeTime at={at} now={now} /> : <span>—</span>)
  const read = formatCount(sweep.channelsRead)
  if (sweep.state === 'running') {
    const expected = sweep.channelsExpected
    return (
      <div className="grid max-w-[560px] gap-1.5">
        <p role="status" className="flex flex-wrap gap-x-3">
          <State name="running">{t('running')}</State>
          <span className="text-ink-3">{isUnreachable ? t('unreachable') : t('leave')}</span>
        </p>
        {expected ? (
          <Progress label={t('progress')} done={Math.min(sweep.channelsRead, expected)} total={expected} />
        ) : null}
      </div>
    )
  }
  if (sweep.state === 'never') return <p className="text-ink-3">{t('never')}</p>
  if (sweep.state === 'done')
    return <p className="text-12 text-ink-3">{t.rich('done', { when: when(sweep.finishedAt), read })}</p>
  const full = sweep.lastFullAt ? <p>{t.rich('lastFull', { when: when(sweep.lastFullAt) })}</p> : null
  if (sweep.state === 'partial') {
    const names = joinNames(
      sweep.unreadable.map(({ channelId, name }) => name ?? channelId),
      locale,
    )
    return (
      <Notice tone="attention" title={t.rich('partial', { when: when(sweep.finishedAt) })}>
        <p>{t('partialWho', { count: formatCount(sweep.unreadableCount), names })}</p>
        {full}
      </Notice>
    )
  }
  const isFailed = sweep.state === 'failed'
  return (
    <Notice
      tone="attention"
      title={t.rich(isFailed ? 'failed' : 'interrupted', { when: when(isFailed ? sweep.finishedAt : sweep.startedAt) })}
    >
      {sweep.error ? <p className="mono text-12">{sweep.error}</p> : null}
      {full}
    </Notice>
  )
}
