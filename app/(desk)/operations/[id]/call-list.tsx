import { useLocale, useTranslations } from 'next-intl'
import { JsonBlock } from '@/components/audit/json-block'
import { latencyText } from '@/components/operation/latency-text'
import { Mono } from '@/components/ui/mono'
import { formatClock, formatCount } from '@/lib/format'
import type { CallView } from '@/lib/operations/schema'

/** Each call with its redacted bodies, folded. */
export function CallList({ calls, total }: { calls: readonly CallView[]; total: number }) {
  const t = useTranslations('operations.calls')
  if (calls.length === 0) return null
  return (
    <div className="mt-2">
      {calls.map((call) => (
        <Call key={call.id} call={call} />
      ))}
      {total > calls.length ? (
        <p className="mt-1 text-12 text-ink-3">{t('more', { count: formatCount(calls.length) })}</p>
      ) : null}
    </div>
  )
}

function Call({ call }: { call: CallView }) {
  const t = useTranslations('operations.calls')
  const locale = useLocale()
  const answer =
    call.state === 'answered'
      ? [call.errcode, call.errmsg].filter(Boolean).join(' ') || `HTTP ${call.httpStatus}`
      : t(call.state)
  return (
    <details className="border-t border-line-soft py-1 text-12">
      <summary className="flex min-h-6 flex-wrap items-center gap-x-2">
        <time className="mono text-ink-3">{formatClock(call.startedAt)}</time>
        {t('number', { number: String(call.number), count: formatCount(call.itemCount) })}
        <Mono quiet className="min-w-0 break-all">
          {answer}
        </Mono>
        {call.latencyMs === null ? null : (
          <span className="ml-auto text-ink-3">{latencyText(call.latencyMs, locale)}</span>
        )}
      </summary>
      <JsonBlock label={t('request')} value={call.request} />
      <JsonBlock label={t('response')} value={call.response} />
    </details>
  )
}
