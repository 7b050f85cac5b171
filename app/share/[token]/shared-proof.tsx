import { useTranslations } from 'next-intl'
import { SectionTitle } from '@/components/shell/section-title'
import { State } from '@/components/ui/state'
import type { EventPlace } from '@/lib/audit/place'
import { formatCount, formatDateTime } from '@/lib/format'

/** Where it stands in the sealed log, and how to check that without us. */
export function SharedProof({ token, place }: { token: string; place: EventPlace | null }) {
  const t = useTranslations('sharing.proof')
  return (
    <section className="mt-6">
      <SectionTitle>{t('title')}</SectionTitle>
      {place === null ? (
        <State name="queued">{t('waiting')}</State>
      ) : (
        <>
          <p>
            <State name="verified" className="whitespace-normal">
              {t('sealed', {
                leaf: formatCount(place.leafNo + 1),
                batch: formatCount(place.batchNo + 1),
                when: formatDateTime(place.sealedAt, 'second'),
              })}
            </State>
          </p>
          <p className="mt-1 max-w-prose text-ink-2">{t('how')}</p>
          <p className="mt-2 flex flex-wrap gap-x-5">
            <a href={`/api/share/${token}/proof`} download>
              {t('download')}
            </a>
            <a href="/verify-proof.mjs" download>
              {t('script')}
            </a>
          </p>
          <pre className="mono mt-2 rounded-chip bg-sunken p-2 text-12 break-all whitespace-pre-wrap">
            node verify-proof.mjs place-….json
          </pre>
        </>
      )}
    </section>
  )
}
