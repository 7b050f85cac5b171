import { useTranslations } from 'next-intl'
import { SectionTitle } from '@/components/shell/section-title'
import { Mono } from '@/components/ui/mono'
import { State } from '@/components/ui/state'
import type { SealState } from '@/lib/audit/seal-state'
import { formatCount, formatDateTime } from '@/lib/format'
import type { SealedHead } from '@/lib/integrity/queries'

const LATE_MS = 10_000

/** How far the seal has come, and the head that speaks for everything before it. */
export function SealFacts({ seal, head }: { seal: SealState; head: SealedHead | null }) {
  const t = useTranslations('integrity.seal')
  const isLate = seal.oldestUnsealedMs > LATE_MS
  return (
    <section>
      <SectionTitle figure={formatCount(seal.sealed)} note={t('events', { of: seal.sealed })}>
        {t('title')}
      </SectionTitle>
      <dl className="grid grid-cols-[112px_minmax(0,1fr)] gap-x-3 gap-y-1 [&_dt]:text-ink-3">
        <dt>{t('state')}</dt>
        <dd>
          {isLate ? (
            <State name="warning">
              {t('late', { seconds: formatCount(Math.round(seal.oldestUnsealedMs / 1000)) })}
            </State>
          ) : (
            <State name={head ? 'verified' : 'queued'}>{t(head ? 'current' : 'empty')}</State>
          )}
        </dd>
        {head ? (
          <>
            <dt>{t('sealedAt')}</dt>
            <dd>{formatDateTime(head.sealedAt, 'milli')}</dd>
            <dt>{t('batch')}</dt>
            <dd>
              <Mono>{formatCount(head.batchNo + 1)}</Mono>
            </dd>
            <dt>{t('root')}</dt>
            <dd className="min-w-0 break-all">
              <Mono>{head.root}</Mono>
            </dd>
            <dt>{t('key')}</dt>
            <dd>
              <Mono>{head.keyId}</Mono>
            </dd>
          </>
        ) : null}
      </dl>
    </section>
  )
}
