import { useTranslations } from 'next-intl'
import { SectionTitle } from '@/components/shell/section-title'
import { Mono } from '@/components/ui/mono'

/** How somebody who does not trust this server checks one event, or all of them. */
export function CheckAlone() {
  const t = useTranslations('integrity.check')
  return (
    <section>
      <SectionTitle>{t('title')}</SectionTitle>
      <ol className="mt-1 grid max-w-prose list-decimal gap-1.5 pl-5 text-ink-2">
        <li>{t('proof')}</li>
        <li>
          {t('run')}
          <Mono className="mt-0.5 block break-all">node verify-proof.mjs proof.json {'<public key>'}</Mono>
        </li>
        <li>
          {t('whole')}
          <Mono className="mt-0.5 block">npm run audit:verify</Mono>
        </li>
        <li>{t('copies')}</li>
      </ol>
    </section>
  )
}
