import { useTranslations } from 'next-intl'
import { DocumentRule } from '@/components/shell/document-rule'

/** The same for a link nobody made, one that has expired and one that was taken back. */
export default function ClosedShare() {
  const t = useTranslations('sharing.closed')
  return (
    <article className="sheet">
      <DocumentRule />
      <div className="px-10 pt-6 pb-10 max-tablet:px-4">
        <h1 className="font-serif text-26 font-semibold">{t('title')}</h1>
        <p className="mt-1 max-w-prose text-ink-2">{t('text')}</p>
      </div>
    </article>
  )
}
