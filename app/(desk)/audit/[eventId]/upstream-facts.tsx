import { useLocale, useTranslations } from 'next-intl'
import { JsonBlock } from '@/components/audit/json-block'
import { latencyText } from '@/components/operation/latency-text'
import { SectionTitle } from '@/components/shell/section-title'
import { Mono } from '@/components/ui/mono'
import type { EventUpstream } from '@/lib/audit/schema'

/** What went to an upstream and what came back, in its own words. */
export function UpstreamFacts({ upstream }: { upstream: EventUpstream }) {
  const t = useTranslations('audit.event')
  const locale = useLocale()
  return (
    <section className="mt-5">
      <SectionTitle>{t('upstream')}</SectionTitle>
      <dl className="grid grid-cols-[88px_minmax(0,1fr)] gap-x-3 gap-y-1 [&_dt]:text-ink-3">
        <dt>{t('endpoint')}</dt>
        <dd className="break-all">
          <Mono>{upstream.endpoint}</Mono>
        </dd>
        <dt>{t('httpStatus')}</dt>
        <dd>
          <Mono>{upstream.httpStatus ?? '—'}</Mono>
        </dd>
        <dt>{t('answer')}</dt>
        <dd className="flex flex-wrap gap-x-2">
          <Mono>{upstream.errcode ?? '—'}</Mono> <span className="break-words">{upstream.errmsg}</span>
          {upstream.rid ? <Mono quiet>rid {upstream.rid}</Mono> : null}
        </dd>
        <dt>{t('latency')}</dt>
        <dd>{latencyText(upstream.latencyMs, locale)}</dd>
      </dl>
      <details className="mt-2 text-12">
        <summary>{t('body')}</summary>
        <JsonBlock label={t('upstream')} value={upstream.request ?? null} />
        <JsonBlock label={t('answer')} value={upstream.response ?? null} />
      </details>
    </section>
  )
}
