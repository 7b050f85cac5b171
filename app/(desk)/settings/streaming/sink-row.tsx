import { useTranslations } from 'next-intl'
import { SectionTitle } from '@/components/shell/section-title'
import { Mono } from '@/components/ui/mono'
import { RelativeTime } from '@/components/ui/relative-time'
import { State } from '@/components/ui/state'
import { formatCount, formatDateTime } from '@/lib/format'
import type { SinkView } from '@/lib/streaming/schema'
import { SinkControls } from './sink-controls'

/** One sink: where it is, whether it takes what is sent, and how far it is behind. */
export function SinkRow({ sink, mayWrite, now }: { sink: SinkView; mayWrite: boolean; now: string }) {
  const t = useTranslations('streaming')
  return (
    <li>
      <SectionTitle note={t(`kind.${sink.kind}`)}>{sink.name}</SectionTitle>
      <dl className="grid grid-cols-[112px_minmax(0,1fr)] gap-x-3 gap-y-1 pt-1 [&_dt]:text-ink-3">
        <dt>{t('fact.state')}</dt>
        <dd>
          <SinkState sink={sink} />
        </dd>
        <dt>{t('fact.place')}</dt>
        <dd className="min-w-0 break-all">
          <Mono>{placeOf(sink)}</Mono>
        </dd>
        <dt>{t('fact.waiting')}</dt>
        <dd>
          {sink.waiting === 0 ? t('fact.none') : t('fact.waitingCount', { count: formatCount(sink.waiting) })}
          {sink.waitingSince ? (
            <span className="ml-2 text-ink-3">
              {t.rich('fact.since', { when: () => <RelativeTime at={sink.waitingSince ?? now} now={now} /> })}
            </span>
          ) : null}
        </dd>
        <dt>{t('fact.sent')}</dt>
        <dd>
          {formatCount(sink.sent)}
          {sink.lastSentAt ? (
            <span className="ml-2 text-ink-3">
              {t.rich('fact.last', { when: () => <RelativeTime at={sink.lastSentAt ?? now} now={now} /> })}
            </span>
          ) : null}
        </dd>
        {sink.kind === 'webhook' ? (
          <>
            <dt>{t('fact.secret')}</dt>
            <dd>
              {t('fact.secretSet')}
              {sink.previousUntil ? (
                <span className="ml-2 text-ink-3">
                  {t('fact.overlap', { until: formatDateTime(sink.previousUntil) })}
                </span>
              ) : null}
            </dd>
          </>
        ) : null}
        {sink.lastError ? (
          <>
            <dt>{t('fact.error')}</dt>
            <dd className="text-cinnabar [overflow-wrap:anywhere]">
              <Mono>{sink.lastError}</Mono>
            </dd>
          </>
        ) : null}
      </dl>
      {mayWrite ? <SinkControls sink={sink} /> : null}
    </li>
  )
}

function SinkState({ sink }: { sink: SinkView }) {
  const t = useTranslations('streaming.state')
  if (sink.state === 'off') return <State name="cancelled">{t('off')}</State>
  if (sink.state === 'failed') return <State name="failed">{t('failed')}</State>
  if (sink.failingSince)
    return (
      <State name="warning">
        {t('retrying', { attempts: formatCount(sink.attempts), next: formatDateTime(sink.nextAt) })}
      </State>
    )
  return sink.waiting > 0 ? <State name="running">{t('sending')}</State> : <State name="verified">{t('current')}</State>
}

function placeOf({ id, kind, place }: SinkView): string {
  if (kind === 'webhook') return place.url ?? ''
  if (kind === 'syslog') return `${place.host}:${place.port}${place.isTls ? ' (TLS)' : ''}`
  return `DATA_DIR/audit-stream/${id}/`
}
