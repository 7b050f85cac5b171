import { useLocale, useTranslations } from 'next-intl'
import { JsonBlock } from '@/components/audit/json-block'
import { latencyText } from '@/components/operation/latency-text'
import { SectionTitle } from '@/components/shell/section-title'
import { Mono } from '@/components/ui/mono'
import type { EventUpstream } from '@/lib/audit/schema'
import { visibleText } from '@/lib/format'

/** What went to an upstream and what came back, in its own words. */
export function UpstreamFacts({ upstream }: { upstream: EventUpstream }) {
  const t = useTranslations('audit.event')
  const locale = useLocale()
  const { endpoint, httpStatus, errcode, errmsg, rid, latencyMs, request, response } = upstream
  return (
    <section className="mt-5">
      <SectionTitle>{t('upstream')}</SectionTitle>
      <dl className="grid grid-cols-[88px_minmax(0,1fr)] gap-x-3 gap-y-1 [&_dt]:text-ink-3">
        <dt>{t('endpoint')}</dt>
        <dd className="break-all">
          <Mono>{endpoint}</Mono>
        </dd>
        {httpStatus === null ? null : (
          <>
            <dt>{t('httpStatus')}</dt>
            <dd>
              <Mono>{httpStatus}</Mono>
            </dd>
          </>
        )}
        {errcode || errmsg || rid ? (
          <>
            <dt>{t('answer')}</dt>
            <dd className="flex flex-wrap gap-x-2">
              {errcode ? <Mono>{errcode}</Mono> : null}
              {errmsg ? <bdi className="break-words">{visibleText(errmsg)}</bdi> : null}
              {rid ? <Mono quiet>rid {rid}</Mono> : null}
            </dd>
          </>
        ) : null}
        <dt>{t('latency')}</dt>
        <dd>{latencyText(latencyMs, locale)}</dd>
      </dl>
      <details className="mt-2 text-12">
        <summary>{t('body')}</summary>
        <JsonBlock label={t('upstream')} value={request ?? null} />
        <JsonBlock label={t('answer')} value={response ?? null} />
      </details>
    </section>
  )
}
