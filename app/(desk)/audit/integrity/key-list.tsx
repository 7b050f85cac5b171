import { useTranslations } from 'next-intl'
import { SectionTitle } from '@/components/shell/section-title'
import { CopyButton } from '@/components/ui/copy-button'
import { Mono } from '@/components/ui/mono'
import { formatCount, formatDateTime } from '@/lib/format'
import type { SealingKey } from '@/lib/integrity/queries'

/** The keys that ever signed a head, the newest first: what somebody elsewhere checks a proof with. */
export function KeyList({ keys }: { keys: readonly SealingKey[] }) {
  const t = useTranslations('integrity.keys')
  return (
    <section>
      <SectionTitle note={t('note')}>{t('title')}</SectionTitle>
      {keys.length === 0 ? <p className="text-ink-3">{t('none')}</p> : null}
      <ul className="grid gap-2">
        {keys.map((key) => (
          <li key={key.keyId} className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line pb-2">
            <b>
              <Mono>{key.keyId}</Mono>
            </b>
            <span className="min-w-0 break-all">
              <Mono>{key.publicKey}</Mono>
            </span>
            <CopyButton text={key.publicKey}>{t('copy')}</CopyButton>
            <span className="text-12 text-ink-3">
              {t('since', {
                when: formatDateTime(key.introducedAt),
                batch: formatCount(key.fromBatch + 1),
              })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
